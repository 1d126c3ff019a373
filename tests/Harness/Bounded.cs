using System.Diagnostics;

namespace Secrets.Tests.Harness;

/// <summary>Every wait of a test ends.</summary>
internal static class Bounded
{
    public static readonly TimeSpan Default = TimeSpan.FromSeconds(30);

    /// <summary>Looks every few milliseconds until something is true.</summary>
    /// <exception cref="TimeoutException">It does not become true in time; the message ends with what can be seen then.</exception>
    public static void Until(Func<bool> condition, string what, TimeSpan? timeout = null, Func<string>? seen = null)
    {
        long began = Stopwatch.GetTimestamp();
        while (!condition())
        {
            if (Stopwatch.GetElapsedTime(began) > (timeout ?? Default))
                throw new TimeoutException($"waited in vain until {what}{(seen is null ? "" : $"\n{seen()}")}");
            Thread.Sleep(2);
        }
    }
}
