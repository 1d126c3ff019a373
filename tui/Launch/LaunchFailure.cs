using System.Runtime.InteropServices;

namespace Secrets.Tui.Launch;

/// <summary>Why a program could not be started.</summary>
/// <param name="Found">Whether there is such a program: the difference between exit codes 126 and 127.</param>
/// <param name="Reason">The system's words for it.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LaunchFailure(bool Found, string Reason)
{
    /// <summary>The failure that an error number of <c>execve</c> stands for.</summary>
    public static LaunchFailure Of(int error) =>
        new(error is not (Libc.ENOENT or Libc.ENOTDIR), Marshal.GetPInvokeErrorMessage(error).ToLowerInvariant());
}
