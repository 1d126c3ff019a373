using Secrets.Shared.Contract;

namespace Secrets.Tui.Launch;

/// <summary>
/// A shell that waits for our end, however it comes (even by KILL), and then cleans up: it reads from a pipe whose only writer is this
/// process. Dispose ends the wait, and waits until all is clean.
/// </summary>
internal sealed unsafe class Sweeper : IDisposable
{
    private readonly ChildProcess _shell;
    private readonly int _writer;

    /// <summary>Starts to wait.</summary>
    /// <param name="script">What to do then; <c>$1</c>… are the arguments.</param>
    /// <param name="arguments">The script's arguments.</param>
    /// <param name="environment">The script's environment.</param>
    /// <exception cref="SecretsException">Failure.</exception>
    public Sweeper(string script, IReadOnlyList<string> arguments, ChildEnvironment environment)
    {
        int* ends = stackalloc int[2];
        if (Libc.Pipe(ends) != 0)
            throw new SecretsException(ErrorCode.Failure, "no pipe can be made");
        // Other children must not keep the writing end open.
        _ = Libc.Control(ends[0], Libc.SetCloseOnExec);
        _ = Libc.Control(ends[1], Libc.SetCloseOnExec);
        _writer = ends[1];
        // A line means that we are done and nothing of ours runs any more. The bare end of the pipe means that we were killed: what we had
        // started may still be at work, and make anew what is removed too early. A closed terminal or a keyboard's signal is no reason to
        // leave things behind.
        string guarded = $"trap '' HUP INT QUIT TERM; read -r _ || sleep 2; {script}";
        _shell = ChildProcess.Start("/bin/sh", ["-c", guarded, "sh", .. arguments], environment, "/", background: ends[0]);
        _ = Libc.Close(ends[0]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        byte line = (byte)'\n';
        _ = Libc.Write(_writer, &line, 1);
        _ = Libc.Close(_writer);
        _ = _shell.Wait();
    }
}
