using System.Text;
using Secrets.Tui.Terminal;
using Secrets.Tui.Terminal.Cells;
using Secrets.Tui.Terminal.Input;

namespace Secrets.Tests.Tui.Terminal;

/// <summary>A terminal in memory: bytes are typed in, and all that was sent to it is kept.</summary>
internal sealed class FakeTerminal : ITerminal
{
    private readonly List<byte> _output = [];
    private Action<TerminalEvent> _sink = _ => { };
    private InputParser _parser = new(_ => { });

    public FakeTerminal(int width = 80, int height = 24, ColorDepth colors = ColorDepth.TrueColor, bool unicode = true, bool answersColors = false)
    {
        Size = (width, height);
        Abilities = new TerminalAbilities(colors, unicode, answersColors);
        Shown = new ReplayTerminal(width, height);
    }

    public (int Width, int Height) Size { get; private set; }

    public TerminalAbilities Abilities { get; }

    /// <summary>What a person would see.</summary>
    public ReplayTerminal Shown { get; private set; }

    public bool IsEntered { get; private set; }

    public int Suspensions { get; private set; }

    /// <summary>Answers for programs, by the program's name; null means that there is none.</summary>
    public Func<IReadOnlyList<string>, byte[], byte[]?> Programs { get; set; } = (_, _) => null;

    /// <summary>All that was ever sent.</summary>
    public byte[] Bytes
    {
        get
        {
            lock (_output)
                return [.. _output];
        }
    }

    public string Raw => Encoding.UTF8.GetString(Bytes);

    public void Start(Action<TerminalEvent> sink)
    {
        _sink = sink;
        _parser = new InputParser(sink);
    }

    public void Enter() => IsEntered = true;

    public void Leave() => IsEntered = false;

    public void Suspend() => Suspensions++;

    public void Write(ReadOnlySpan<byte> bytes)
    {
        lock (_output)
            _output.AddRange(bytes);
        Shown.Feed(bytes);
    }

    public byte[]? Run(IReadOnlyList<string> command, ReadOnlySpan<byte> input, bool wantsOutput) => Programs(command, input.ToArray());

    /// <summary>What a person types or the terminal sends, with a pause after it.</summary>
    public void Send(string text)
    {
        _parser.Feed(Encoding.UTF8.GetBytes(text));
        _parser.Flush();
    }

    public void Send(TerminalEvent happened) => _sink(happened);

    public void Resize(int width, int height)
    {
        Size = (width, height);
        Shown = new ReplayTerminal(width, height);
        _sink(new ResizeEvent());
    }

    public void Dispose() => Leave();
}
