using Xunit;

namespace Secrets.Tests.Helpers;

/// <summary>A test that counts system calls.</summary>
internal sealed class StraceFactAttribute : FactAttribute
{
    public const string Strace = "/usr/bin/strace";

    public StraceFactAttribute()
    {
        if (!File.Exists(Strace))
            Skip = "strace is not installed";
    }
}
