using Secrets.Daemon.Runs.Configs.Nodes;

namespace Secrets.Daemon.Runs.Configs;

/// <summary>Several shell commands as one argument vector, as dstack and our own configurations have them.</summary>
internal static class ShellCommands
{
    /// <summary>The vector that runs one command after the other and ends at the first that fails.</summary>
    public static List<string> Vector(string shell, IEnumerable<string> commands) => [shell, "-c", string.Join(" && ", commands.Select(Joinable))];

    /// <summary>The shell's path.</summary>
    public static string Shell(MapNode map, string byDefault, ConfigSource source) => source.Text(map, "shell") switch
    {
        null => byDefault,
        "sh" => "/bin/sh",
        "bash" => "/bin/bash",
        ['/', ..] path => path,
        _ => throw source.Error(map["shell"]!.At, "'shell' is neither sh, bash nor an absolute path"),
    };

    private static string Joinable(string command)
    {
        string trimmed = command.Trim();
        // A background command cannot be followed by &&.
        return trimmed.EndsWith('&') ? $"{{ {trimmed} }}" : trimmed;
    }
}
