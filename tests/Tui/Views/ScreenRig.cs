using Secrets.Shared.Contract;
using Secrets.Tests.Tui.Terminal;
using Secrets.Tests.Tui.ViewModels;
using Secrets.Tui.Terminal;
using Secrets.Tui.Terminal.Cells;
using Secrets.Tui.ViewModels;
using Secrets.Tui.Views;

namespace Secrets.Tests.Tui.Views;

/// <summary>The whole program before a terminal and a daemon in memory, with a clock that stands still: type, wait, look.</summary>
internal sealed class ScreenRig : IDisposable
{
    private readonly Dictionary<string, string> _variables = [];

    public ScreenRig(
        int width = 120,
        int height = 36,
        ColorDepth colors = ColorDepth.TrueColor,
        bool unicode = true,
        Action<MemoryDaemon>? prepare = null,
        Theme? theme = null)
    {
        Clock = new ManualClock();
        Daemon = new MemoryDaemon(Clock);
        Runs = new MemoryRuns(Clock);
        (prepare ?? Usual)(Daemon);
        Terminal = new FakeTerminal(width, height, colors, unicode);
        Loop = new ScreenLoop(Terminal, Clock, theme);
        Model = new ScreenViewModel(Daemon, new TerminalClipboard(Terminal, name => _variables.GetValueOrDefault(name)), SecretScope.Default, Loop.Time, Runs);
        Layer = new MainLayer(Model);
        Loop.Begin(Layer);
        Pump();
    }

    public ManualClock Clock { get; }

    public MemoryDaemon Daemon { get; }

    public MemoryRuns Runs { get; }

    public FakeTerminal Terminal { get; }

    public ScreenLoop Loop { get; }

    public ScreenViewModel Model { get; }

    public MainLayer Layer { get; }

    /// <summary>What a person sees.</summary>
    public string Text => Terminal.Shown.ToString();

    /// <summary>Three secrets of different kinds.</summary>
    public static void Usual(MemoryDaemon daemon)
    {
        daemon.Put("DATABASE_URL", "postgres://app:s3cret@db/app", "production");
        daemon.Put("hf_token", "hf_abcdefghij", "Hugging Face, read only", ["ml", "ci"]);
        daemon.Put("tls_key", "-----BEGIN KEY-----\nMIIEvQIBADAN\n-----END KEY-----\n");
    }

    public ScreenRig With(string variable, string value)
    {
        _variables[variable] = value;
        return this;
    }

    /// <summary>Types characters and, after an escape, what a terminal sends for other keys.</summary>
    public ScreenRig Type(string text)
    {
        foreach (string key in Keys(text))
        {
            Terminal.Send(key);
            Pump();
        }
        return this;
    }

    public ScreenRig Paste(string text)
    {
        Terminal.Send($"\e[200~{text}\e[201~");
        Pump();
        return this;
    }

    /// <summary>Clicks at a text on the screen.</summary>
    public ScreenRig Click(string text)
    {
        (int x, int y) = Find(text);
        Terminal.Send($"\e[<0;{x + 1};{y + 1}M\e[<0;{x + 1};{y + 1}m");
        Pump();
        return this;
    }

    public (int X, int Y) Find(string text)
    {
        for (int y = 0; y < Terminal.Size.Height; y++)
        {
            if (Loop.Frame.Row(y).IndexOf(text, StringComparison.Ordinal) is var x and >= 0)
                return (x, y);
        }
        throw new InvalidOperationException($"'{text}' is not on the screen:\n{Text}");
    }

    /// <summary>Lets time pass, second by second.</summary>
    public ScreenRig Wait(int seconds)
    {
        for (int i = 0; i < seconds; i++)
        {
            Clock.Advance(TimeSpan.FromSeconds(1));
            Pump();
        }
        return this;
    }

    /// <summary>Waits for work on other threads, bounded.</summary>
    public ScreenRig Until(Func<bool> condition)
    {
        for (int i = 0; i < 1000 && !condition(); i++)
        {
            Thread.Sleep(5);
            Pump();
        }
        return condition() ? this : throw new TimeoutException($"it did not happen:\n{Text}");
    }

    /// <summary>Handles all that is pending, and draws it even when it is background work.</summary>
    public void Pump()
    {
        Loop.Pump();
        Clock.Advance(TimeSpan.FromMilliseconds(20));
        Loop.Pump();
    }

    public void Dispose()
    {
        Layer.OnClose();
        Loop.Dispose();
    }

    /// <summary>One key at a time: an escape alone is a key, and with what follows a sequence.</summary>
    private static IEnumerable<string> Keys(string text)
    {
        for (int i = 0; i < text.Length;)
        {
            int length = 1;
            if (text[i] == '\e' && i + 1 < text.Length && text[i + 1] is '[' or 'O')
            {
                length = 3;
                while (text[i + length - 1] is < '@' or > '~')
                    length++;
            }
            else if (char.IsHighSurrogate(text[i]))
            {
                length = 2;
            }
            yield return text.Substring(i, length);
            i += length;
        }
    }
}
