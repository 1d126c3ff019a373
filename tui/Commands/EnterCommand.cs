using System.Globalization;
using Secrets.Shared.Contract;
using Secrets.Tui.Commands.Io;
using Secrets.Tui.Commands.Syntax;
using Secrets.Tui.Launch;
using Secrets.Tui.Launch.Mounts;

namespace Secrets.Tui.Commands;

/// <summary><c>secrets __enter DESCRIPTORS FOLDER PROGRAM…</c>: goes on with a run whose process has entered its private view.</summary>
internal sealed class EnterCommand : Command
{
    public override CommandSyntax Syntax => new(PrivateView.CommandName, CommandGroup.Hidden, "Go on with a run inside its own view")
    {
        Arguments = "DESCRIPTORS FOLDER PROGRAM…",
        Least = 3,
        Most = int.MaxValue,
        EndsAtFirstArgument = true,
    };

    public override int ExitCodeOf(ErrorCode code) => ExitCodes.RunFailed;

    public override int Run(CommandContext context, ParsedLine line)
    {
        foreach (string descriptor in line[0].Split(','))
            _ = Posix.Close(int.Parse(descriptor, CultureInfo.InvariantCulture));
        byte[][] arguments = new byte[line.Count - 2][];
        for (int i = 0; i < arguments.Length; i++)
            arguments[i] = context.Caller.Bytes(line.Places[i + 2]);
        using RunPlan nothing = new([]);
        return RunCommand.Failed(context, arguments[0], context.Launcher.Become(arguments, line[1], nothing, EnvironmentRules.Default));
    }
}
