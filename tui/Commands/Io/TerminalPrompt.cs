using System.Text;
using Secrets.Shared.Contract;

namespace Secrets.Tui.Commands.Io;

/// <summary>Asks on the process's controlling terminal, so that redirected input and output stay what they are.</summary>
/// <param name="variable">Reads an environment variable, null when unset.</param>
internal sealed unsafe class TerminalPrompt(Func<string, string?> variable) : IPrompt, IDisposable
{
    private const int ReadWrite = 2;

    private DescriptorStream? _terminal;
    private bool _tried;

    /// <inheritdoc/>
    public bool IsAvailable => Terminal() is not null;

    /// <inheritdoc/>
    public SecretValue ReadHidden(string question, bool severalLines)
    {
        DescriptorStream terminal = Required();
        TerminalSettings settings = TerminalSettings.Of(terminal.Descriptor) ?? throw NoTerminal();
        using HiddenLine line = new();
        bool more;
        bool pasteMode = variable("TERM") is { Length: > 0 } kind && kind != "dumb";
        using (HiddenTerminal hidden = new(terminal, settings, question, pasteMode))
            more = ReadInto(line, terminal, hidden);
        // Terminals that do not mark a paste send its lines one after the other, and the rest would reach the shell.
        if (more && severalLines)
            throw new SecretsException(ErrorCode.Invalid, "the terminal sent several lines at once, and only the first can be read", "give it as NAME=@FILE, or as NAME=- through standard input");
        if (!severalLines && line.Text.Contains((byte)'\n'))
            throw new SecretsException(ErrorCode.Invalid, "several lines were pasted where one is asked for");
        return new SecretValue(line.Text);
    }

    /// <inheritdoc/>
    public string? ReadLine(string question)
    {
        DescriptorStream terminal = Required();
        terminal.Write(Encoding.UTF8.GetBytes(question));
        // In its usual mode the terminal gives a whole line at once; 4096 bytes are its longest.
        Span<byte> buffer = stackalloc byte[4096];
        int count = terminal.Read(buffer);
        return count == 0 ? null : Encoding.UTF8.GetString(buffer[..count]).Trim();
    }

    /// <inheritdoc/>
    public void Say(string line) => Required().Write(Encoding.UTF8.GetBytes($"{line}\n"));

    /// <inheritdoc/>
    public void Show(SecretValue secret)
    {
        DescriptorStream terminal = Required();
        terminal.Write(secret.Span);
        terminal.Write("\n"u8);
    }

    /// <inheritdoc/>
    public void Dispose() => _terminal?.Dispose();

    /// <summary>Reads until the line ends. True when more had been sent at once.</summary>
    private static bool ReadInto(HiddenLine line, DescriptorStream terminal, HiddenTerminal hidden)
    {
        byte[] buffer = GC.AllocateArray<byte>(4096, pinned: true);
        try
        {
            while (true)
            {
                int count = terminal.Read(buffer);
                if (hidden.TakeRestart())
                    line.Clear();
                HiddenLineState state = count == 0 ? HiddenLineState.GivenUp : HiddenLineState.More;
                int taken = 0;
                while (taken < count && state == HiddenLineState.More)
                    state = line.Feed(buffer[taken++]);
                switch (state)
                {
                    case HiddenLineState.Done:
                        return taken < count || HasMore(terminal);
                    case HiddenLineState.GivenUp:
                        throw new SecretsException(ErrorCode.Failure, "nothing was entered");
                    case HiddenLineState.TooLong:
                        throw new SecretsException(ErrorCode.Invalid, $"a value has at most {SecretValue.MaxLength} bytes");
                }
            }
        }
        finally
        {
            Array.Clear(buffer);
        }
    }

    private static bool HasMore(DescriptorStream terminal)
    {
        // struct pollfd { int fd; short events, revents; }, POLLIN 1. A paste arrives within milliseconds.
        int* poll = stackalloc int[2] { terminal.Descriptor, 1 };
        return Posix.Poll(poll, 1, 20) > 0 && (poll[1] >> 16 & 1) != 0;
    }

    private DescriptorStream? Terminal()
    {
        if (_tried)
            return _terminal;
        _tried = true;
        try
        {
            _terminal = DescriptorStream.Open("/dev/tty", ReadWrite);
        }
        catch (IOException)
        {
            // ENXIO: there is no controlling terminal, as in a cron job or in CI.
        }
        return _terminal;
    }

    private DescriptorStream Required() => Terminal() ?? throw NoTerminal();

    private static SecretsException NoTerminal() => new(ErrorCode.Invalid, "there is no terminal to ask on");
}
