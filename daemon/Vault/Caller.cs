namespace Secrets.Daemon.Vault;

/// <summary>Who asks, as the kernel says it (SO_PEERCRED); recorded in the audit log.</summary>
/// <param name="Pid">The process that opened the connection.</param>
/// <param name="Uid">Its effective uid then; always the daemon's own.</param>
internal sealed record Caller(int Pid, uint Uid)
{
    private string? _executable;

    /// <summary>
    /// The program's path, or null where it cannot be read. Asked for only when a record needs it, once a connection: the answer is
    /// awaited by the caller, so the process still is what it was. Information for people, not a proof: a pid can be used again.
    /// </summary>
    public string? Executable => _executable ??= ReadExecutable();

    private string? ReadExecutable()
    {
        try
        {
            return File.ResolveLinkTarget($"/proc/{Pid}/exe", returnFinalTarget: false)?.FullName;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
