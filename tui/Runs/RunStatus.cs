namespace Secrets.Tui.Runs;

/// <summary>The words for what a supervised run does.</summary>
internal static class RunStatus
{
    public const string Starting = "starting";

    public const string Running = "running";

    /// <summary>The program was told to end, to be started again.</summary>
    public const string Restarting = "restarting";

    /// <summary>The program has ended, and is started again in a while.</summary>
    public const string Delayed = "delayed";

    /// <summary>It is to be started again, and the vault is locked; see the note.</summary>
    public const string Waiting = "waiting";

    public const string Stopping = "stopping";

    public const string Stopped = "stopped";

    /// <summary>The program has ended.</summary>
    public const string Ended = "ended";

    /// <summary>It could not be started.</summary>
    public const string Failed = "failed";

    /// <summary>Its supervisor was killed, or the machine was.</summary>
    public const string Lost = "lost";

    /// <summary>Whether nothing of it is to be expected any more.</summary>
    public static bool IsOver(string status) => status is Stopped or Ended or Failed or Lost;
}
