using Secrets.Tests.Harness;

namespace Secrets.Tests.EndToEnd.Credentials;

/// <summary>The two programs that install.sh writes: docker looks for docker-credential-NAME, git for git-credential-NAME.</summary>
internal static class CredentialPrograms
{
    /// <summary>Writes them into the home, which PATH leads to then.</summary>
    public static void Install(SecretsHome home)
    {
        foreach (string tool in (string[])["docker", "git"])
        {
            string program = Path.Combine(home.Folder, $"{tool}-credential-secrets");
            File.WriteAllText(program, $"#!/bin/sh\nexec '{Programs.Secrets}' credential {tool} \"$@\"\n");
            File.SetUnixFileMode(program, (UnixFileMode)0x1ed);
        }
        home.Variables["PATH"] = $"{home.Folder}:{Environment.GetEnvironmentVariable("PATH")}";
    }
}
