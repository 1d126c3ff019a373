using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Secrets.Tui.Launch;

/// <summary>
/// Gives the signals back as this process inherited them. What the runtime catches, <c>execve</c> resets to its default; but what the
/// caller ignored must stay ignored, and what the runtime ignores must not.
/// </summary>
/// <remarks>
/// The native program remembers the inherited state (inherited.c). On the ordinary runtime, which is for machines without a linker,
/// nobody knows it: SIGPIPE gets its default, and the soft limit of open files stays raised to the hard one.
/// </remarks>
internal static partial class InheritedSignals
{
    private const int BrokenPipe = 13;
    private const int Last = 63;

    /// <summary>The signals that the caller ignored, a bit each at its own number.</summary>
    public static ulong Remembered => RuntimeFeature.IsDynamicCodeSupported ? 0 : Ignored();

    /// <summary>Restores them; to be called directly before <c>execve</c>.</summary>
    public static void Restore() => Restore(Remembered);

    /// <summary>Gives them these dispositions; to be called directly before <c>execve</c>.</summary>
    /// <param name="ignored">The ignored ones, a bit each at its own number.</param>
    public static void Restore(ulong ignored)
    {
        if ((ignored & (1ul << BrokenPipe)) == 0)
            _ = Libc.SetSignal(BrokenPipe, Libc.DefaultHandler);
        for (int signal = 1; ignored != 0 && signal <= Last; signal++)
        {
            if ((ignored & (1ul << signal)) != 0)
                _ = Libc.SetSignal(signal, Libc.IgnoreHandler);
        }
    }

    [LibraryImport("inherited", EntryPoint = "secrets_inherited_ignored")]
    private static partial ulong Ignored();
}
