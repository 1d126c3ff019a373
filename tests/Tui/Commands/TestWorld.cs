using System.Text;
using Secrets.Shared;
using Secrets.Tui.Commands;
using Secrets.Tui.Commands.Io;
using Secrets.Tui.Launch;

namespace Secrets.Tests.Tui.Commands;

/// <summary>The outside world of a command under test, all in memory.</summary>
internal sealed class TestWorld
{
    private readonly MemoryStream _output = new();
    private readonly MemoryStream _errors = new();

    public FakeDaemon Daemon { get; } = new();

    public FakeLauncher Launcher { get; } = new();

    public FakePrompt Prompt { get; private set; } = new(null);

    public Dictionary<string, string> Variables { get; } = [];

    public byte[] Input { get; set; } = [];

    public bool OnTerminal { get; set; }

    public string Folder { get; set; } = "/nowhere";

    public byte[] Output => _output.ToArray();

    public string Text => Encoding.UTF8.GetString(_output.ToArray());

    public string Error => Encoding.UTF8.GetString(_errors.ToArray());

    /// <summary>A person who gives these answers.</summary>
    public TestWorld Answering(params string[] answers)
    {
        Prompt = new FakePrompt(answers);
        return this;
    }

    /// <summary>Runs a command line.</summary>
    /// <returns>The exit code.</returns>
    public int Run(params string[] arguments)
    {
        _output.SetLength(0);
        _errors.SetLength(0);
        return CommandLine.Run(new CommandContext
        {
            Arguments = arguments,
            Caller = new CallerArguments(arguments),
            Out = new Output(_output, () => OnTerminal, () => 80),
            Messages = new Messages(_errors, () => false),
            Input = new MemoryStream(Input),
            InputIsTerminal = () => false,
            Prompt = Prompt,
            Variable = name => Variables.GetValueOrDefault(name),
            Paths = SecretsPaths.From(name => name == "SECRETS_HOME" ? "/nowhere" : null, 0),
            Daemon = Daemon,
            Launcher = Launcher,
            Folder = () => Folder,
            Clock = new FakeClock(FakeDaemon.Now),
        });
    }
}
