namespace Secrets.Daemon.Hosting;

/// <summary>What <c>secretsd --help</c> prints.</summary>
internal static class Usage
{
    /// <summary>The text, for a terminal of 80 columns.</summary>
    public const string Text = """
        Usage: secretsd [--background]

        Keeps the vault and serves it to the processes of the same user. The command
        "secrets" starts it when it is needed; nobody has to.

            (none)         run in the foreground, log to stderr as systemd likes it
            --background   start it in a session of its own, and return at once
            --version      print the release
            -h, --help     print this

        SECRETS_HOME moves the vault, the log and the pipe under one directory.

        Exit codes: 0 stopped as asked, 1 failure, 2 usage,
        6 another secretsd serves this vault already.

        """;
}
