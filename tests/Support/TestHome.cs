using System.Diagnostics;

namespace Secrets.Tests.Support;

/// <summary>
/// A home of its own for one test: a short path, because a socket's may have 107 bytes. At the end its daemon is stopped and all of it removed.
/// </summary>
internal sealed class TestHome : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>The directory, both HOME and the place of SECRETS_HOME's directories.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("st-").FullName;

    /// <summary>The vault's place; <see cref="Environment"/> says so to a program.</summary>
    public string SecretsHome => Path + "/s";

    /// <summary>A whole environment for a program, with nothing of the caller's but PATH, before which the programs under test stand.</summary>
    public Dictionary<string, string> Environment => new(StringComparer.Ordinal)
    {
        ["HOME"] = Path,
        ["SECRETS_HOME"] = SecretsHome,
        ["PATH"] = $"{Programs.Directory}:{System.Environment.GetEnvironmentVariable("PATH")}",
        ["LC_ALL"] = "C.UTF-8",
        ["NO_COLOR"] = "1",
    };

    /// <summary>Runs a program in this home to its end.</summary>
    /// <param name="program">Its name or path.</param>
    /// <param name="arguments">What it is started with.</param>
    /// <param name="input">What it reads from stdin.</param>
    /// <returns>Exit code and both outputs as text.</returns>
    public (int Code, string Output, string Error) Run(string program, IEnumerable<string> arguments, string input = "")
    {
        ProcessStartInfo start = new(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path,
        };
        start.Environment.Clear();
        foreach ((string name, string value) in Environment)
            start.Environment[name] = value;
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        if (!process.WaitForExit(Patience * 3) || !Task.WaitAll([output, error], Patience))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} did not end");
        }

        return (process.ExitCode, output.Result, error.Result);
    }

    /// <summary>Runs the client in this home to its end.</summary>
    public (int Code, string Output, string Error) Secrets(params string[] arguments) => Run(Programs.Secrets, arguments);

    public void Dispose()
    {
        if (File.Exists(SecretsHome + "/run/pipe"))
            Secrets("daemon", "stop");
        Directory.Delete(Path, recursive: true);
    }
}
