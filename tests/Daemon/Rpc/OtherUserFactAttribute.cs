using Xunit;

namespace Secrets.Tests.Daemon.Rpc;

/// <summary>Only root can act as somebody else, and the client is a Python script.</summary>
internal sealed class OtherUserFactAttribute : FactAttribute
{
    public OtherUserFactAttribute()
    {
        if (Environment.UserName != "root")
            Skip = "acting as another user needs root";
        else if (!(Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(directory => File.Exists(Path.Combine(directory, "python3"))))
            Skip = "python3 is not installed";
    }
}
