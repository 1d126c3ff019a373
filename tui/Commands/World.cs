using Secrets.Shared;
using Secrets.Tui.Commands.Io;
using Secrets.Tui.Launch;

namespace Secrets.Tui.Commands;

/// <summary>The outside world as it is.</summary>
internal static unsafe class World
{
    private const int StandardInput = 0;
    private const int StandardOutput = 1;
    private const int StandardError = 2;

    /// <summary>The context of a real command.</summary>
    /// <param name="arguments">The command line, without the program's name.</param>
    /// <param name="screen">Shows the full screen, where somebody sits before a terminal.</param>
    public static CommandContext Context(string[] arguments, Func<CommandContext, int?> screen)
    {
        SecretsPaths paths = SecretsPaths.From(Environment.GetEnvironmentVariable, Posix.EffectiveUser());
        return new CommandContext
        {
            Arguments = arguments,
            Caller = new CallerArguments(arguments),
            Out = new Output(new DescriptorStream(StandardOutput, "standard output"), static () => IsTerminal(StandardOutput), Width),
            Messages = new Messages(new DescriptorStream(StandardError, "standard error"), HasColour),
            Input = new DescriptorStream(StandardInput, "standard input"),
            InputIsTerminal = static () => IsTerminal(StandardInput),
            Prompt = new TerminalPrompt(Environment.GetEnvironmentVariable),
            Variable = Environment.GetEnvironmentVariable,
            Paths = paths,
            Daemon = new DaemonLink(paths),
            Launcher = new Launcher(),
            Folder = Directory.GetCurrentDirectory,
            Screen = screen,
            ErrorIsTerminal = static () => IsTerminal(StandardError),
        };
    }

    /// <summary>Whether somebody looks at standard input and output.</summary>
    public static bool IsInteractive => IsTerminal(StandardInput) && IsTerminal(StandardOutput);

    private static bool IsTerminal(int descriptor) => Posix.IsTerminal(descriptor) == 1;

    /// <summary>https://no-color.org: set and not empty.</summary>
    private static bool HasColour() =>
        IsTerminal(StandardError) && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb");

    private static int? Width()
    {
        if (int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), out int columns) && columns > 0)
            return columns;
        if (!OperatingSystem.IsLinux())
            return null;
        // struct winsize: rows, columns and two more, 16 bits each.
        ushort* size = stackalloc ushort[4];
        const int GetWindowSize = 0x5413;
        return Posix.Control(StandardOutput, GetWindowSize, size) == 0 && size[1] > 0 ? size[1] : null;
    }
}
