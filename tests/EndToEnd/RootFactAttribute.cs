using Xunit;

namespace Secrets.Tests.EndToEnd;

/// <summary>Only root can start a process as somebody else, with setpriv of util-linux.</summary>
internal sealed class RootFactAttribute : FactAttribute
{
    public RootFactAttribute()
    {
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root" || !File.Exists("/usr/bin/setpriv"))
            Skip = "starting a process as another user needs root and setpriv";
    }
}
