using Xunit;

namespace Secrets.Tests.EndToEnd;

/// <summary>Runs on Linux only.</summary>
internal sealed class LinuxTheoryAttribute : TheoryAttribute
{
    public LinuxTheoryAttribute()
    {
        if (!OperatingSystem.IsLinux())
            Skip = "there is no /proc";
    }
}
