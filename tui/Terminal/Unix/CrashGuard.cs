using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Secrets.Tui.Terminal.Unix;

/// <summary>
/// Gives the terminal back where the program dies without another line of C#: an abort, a full stack, a fault (crash.c). The native
/// program has it; on the ordinary runtime an unhandled exception is still an event, and that gives it back.
/// </summary>
internal static unsafe partial class CrashGuard
{
    /// <summary>To be called when the screen was taken.</summary>
    /// <param name="settings">The terminal's settings to bring back (struct termios).</param>
    /// <param name="farewell">What it is told, at most 256 bytes.</param>
    public static void Arm(byte* settings, ReadOnlySpan<byte> farewell)
    {
        if (RuntimeFeature.IsDynamicCodeSupported)
            return;
        fixed (byte* bytes = farewell)
            ArmNative(settings, bytes, farewell.Length);
    }

    /// <summary>To be called when it was given back.</summary>
    public static void Disarm()
    {
        if (!RuntimeFeature.IsDynamicCodeSupported)
            DisarmNative();
    }

    [LibraryImport("crash", EntryPoint = "secrets_crash_arm")]
    private static partial void ArmNative(byte* settings, byte* farewell, int length);

    [LibraryImport("crash", EntryPoint = "secrets_crash_disarm")]
    private static partial void DisarmNative();
}
