using System.Diagnostics;

namespace Secrets.Tests.Helpers;

/// <summary>Starts this assembly as a program of its own, alone or under a tracer.</summary>
internal static class HelperProcess
{
    public static Process Start(params string[] arguments) => Start([], arguments);

    public static Process Start(string[] tracer, string[] arguments)
    {
        string[] command = [.. tracer, Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", "exec", typeof(HelperProcess).Assembly.Location, .. arguments];
        ProcessStartInfo start = new(command[0]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in command[1..])
            start.ArgumentList.Add(argument);
        start.Environment["DOTNET_TieredPGO"] = "0";
        return Process.Start(start)!;
    }
}
