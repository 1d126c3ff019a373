using System.Diagnostics;
using Xunit;

namespace Secrets.Tests.Daemon.Rpc;

internal static class Eventually
{
    /// <summary>Waits until something is so, at most 20 seconds.</summary>
    public static async Task TrueAsync(Func<bool> condition)
    {
        for (long start = Stopwatch.GetTimestamp(); !condition(); await Task.Delay(5))
            Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(20), "it did not come about");
    }
}
