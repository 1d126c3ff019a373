using Secrets.Tui;
using Secrets.Tui.Commands;

return CommandLine.Run(World.Context(args, FullScreen.Run));
