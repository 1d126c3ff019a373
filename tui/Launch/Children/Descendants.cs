using System.Runtime.InteropServices;

namespace Secrets.Tui.Launch.Children;

/// <summary>
/// The processes that a run leaves behind. Whoever calls <see cref="Adopt"/> becomes the parent of all of them whose own parents end, so that none
/// gets away, whatever session it made for itself (Linux).
/// </summary>
internal static unsafe class Descendants
{
    /// <summary>From now on they are ours.</summary>
    public static void Adopt()
    {
        const int SetSubreaper = 36;
        if (OperatingSystem.IsLinux())
            _ = Unix.Control(SetSubreaper, 1, 0, 0, 0);
    }

    /// <summary>Kills all of our children, and theirs as they become ours, and collects them.</summary>
    public static void KillAll()
    {
        if (!OperatingSystem.IsLinux())
            return;
        int self = Unix.OwnId();
        while (true)
        {
            bool any = false;
            foreach (ProcessStatus process in ProcessStatus.All())
            {
                if (process.Parent != self)
                    continue;
                any = true;
                _ = Unix.Send(process.Id, Unix.Kill);
                int status;
                while (Unix.Wait(process.Id, &status, 0) < 0 && Marshal.GetLastPInvokeError() == Unix.EINTR)
                {
                    // A signal to us.
                }
            }
            if (!any)
                return;
        }
    }
}
