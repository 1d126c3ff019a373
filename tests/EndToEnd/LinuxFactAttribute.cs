using Xunit;

namespace Secrets.Tests.EndToEnd;

/// <summary>Asks the kernel through /proc.</summary>
internal sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute()
    {
        if (!OperatingSystem.IsLinux())
            Skip = "there is no /proc";
    }
}
