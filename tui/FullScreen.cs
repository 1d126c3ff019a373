using Secrets.Shared.Client;
using Secrets.Shared.Contract;
using Secrets.Tui.Commands;
using Secrets.Tui.Runs;
using Secrets.Tui.Terminal;
using Secrets.Tui.Terminal.Unix;
using Secrets.Tui.ViewModels;
using Secrets.Tui.Views;

namespace Secrets.Tui;

/// <summary>Puts the full screen together: terminal, views, view models, and the pipe to the daemon.</summary>
internal static class FullScreen
{
    /// <summary>Shows the screen until the person leaves it.</summary>
    /// <returns>The exit code, 128 and the signal's number when one ended it; null where nobody sits before a terminal.</returns>
    /// <exception cref="SecretsException">Invalid: the terminal cannot show it.</exception>
    public static int? Run(CommandContext context)
    {
        if (!World.IsInteractive)
            return null;
        using UnixTerminal? terminal = UnixTerminal.TryOpen(context.Variable, out string reason);
        if (terminal is null)
            throw new SecretsException(ErrorCode.Invalid, $"no full screen here: {reason}", "the commands do the same: secrets list, secrets set NAME, secrets --help");
        using ScreenLoop loop = new(terminal, context.Clock, Themes.Named(context.Variable("SECRETS_THEME")));
        PipeDaemonSource source = new(new Connector(context.Paths));
        using ScreenViewModel model = new(source, new TerminalClipboard(terminal, context.Variable), context.Scope, loop.Time, new LocalRuns(new RunRegistry(context.Paths)));
        return loop.Run(new MainLayer(model));
    }
}
