using System.Globalization;
using System.Text;
using Secrets.Tests.Harness;

namespace Secrets.Tests.EndToEnd.Hooks;

/// <summary>
/// A real interactive shell on a pseudo-terminal. What it has is read from files that it writes, because how a shell draws its lines is
/// nobody's promise; a line's end is a file, too, so the next one comes after the prompt in between.
/// </summary>
internal sealed class ShellSession : IDisposable
{
    private readonly string _folder;
    private readonly string _shell;
    private readonly NativeProcess _process;
    private int _lines;

    public ShellSession(SecretsHome home, string shell, bool hook = true)
    {
        _shell = shell;
        _folder = Directory.CreateTempSubdirectory("sh-").FullName;
        Dictionary<string, string> variables = home.NamedVariables();
        variables["PATH"] = $"{Path.GetDirectoryName(Programs.Secrets)}:{variables["PATH"]}";
        variables["TERM"] = "dumb";
        variables["NO_COLOR"] = "1";
        variables["HISTFILE"] = Path.Combine(_folder, "history");
        variables["SECRETS_TEST_LINES"] = _folder;
        _process = NativeProcess.StartOnTerminal(new Launched(Programs.Find(shell)!, Launched.Bytes(Options(shell)))
        {
            Environment = [.. variables.Select(static variable => Encoding.UTF8.GetBytes($"{variable.Key}={variable.Value}"))],
            Folder = home.Folder,
            Timeout = TimeSpan.FromSeconds(120),
        });
        Type("true");
        if (hook)
            Hook();
    }

    /// <summary>All that stood on the terminal.</summary>
    public string Terminal => _process.OutputSoFar;

    /// <summary>Waits until the terminal has shown a text; it is read on a thread of its own.</summary>
    public void Shows(string text) => Bounded.Until(() => Terminal.Contains(text, StringComparison.Ordinal), $"it shows: {text}", seen: () => Terminal);

    private bool IsFish => _shell == "fish";

    /// <summary>Loads the hook, as the shell's start-up file would.</summary>
    public void Hook() => Type(IsFish ? "secrets hook fish | source" : $"eval \"$(secrets hook {_shell})\"");

    /// <summary>Types a line and waits until it was done.</summary>
    public void Type(string line)
    {
        string done = Path.Combine(_folder, (++_lines).ToString(CultureInfo.InvariantCulture));
        // The mark is a line of its own: it comes after the prompt.
        _process.Type($"{line}\n");
        _process.Type($"echo > \"$SECRETS_TEST_LINES/{_lines}\"\n");
        Bounded.Until(() => File.Exists(done), $"the shell did: {line}", TimeSpan.FromSeconds(60), () => Terminal);
    }

    /// <summary>Has the shell come to a prompt anew: what happened elsewhere since the last one is seen there.</summary>
    public void Prompt() => Type("true");

    /// <summary>The status that the next line, after a prompt, sees of this one.</summary>
    public string StatusAfter(string line)
    {
        Type($"{line}\nprintf %s {(IsFish ? "$status" : "$?")} > \"$SECRETS_TEST_LINES/status\"");
        return File.ReadAllText(Path.Combine(_folder, "status"));
    }

    /// <summary>What a line prints.</summary>
    public string Ask(string line)
    {
        string answer = Path.Combine(_folder, "answer");
        File.Delete(answer);
        Prompt();
        Type($"{line} > \"$SECRETS_TEST_LINES/answer\"");
        return File.ReadAllText(answer);
    }

    /// <summary>The environment of a program that the shell starts, byte for byte.</summary>
    public Dictionary<string, byte[]> Exported()
    {
        string answer = Path.Combine(_folder, "environment");
        File.Delete(answer);
        Prompt();
        Type("cat /proc/self/environ > \"$SECRETS_TEST_LINES/environment\"");
        Dictionary<string, byte[]> variables = [];
        foreach (byte[] entry in Split(File.ReadAllBytes(answer)))
        {
            int equals = Array.IndexOf(entry, (byte)'=');
            variables[Encoding.UTF8.GetString(entry, 0, equals)] = entry[(equals + 1)..];
        }
        return variables;
    }

    /// <summary>An exported variable as text, or null.</summary>
    public string? Exported(string name) => Exported().TryGetValue(name, out byte[]? value) ? Encoding.UTF8.GetString(value) : null;

    /// <summary>A variable of the shell, exported or not; <c>unset</c> where there is none.</summary>
    public string Variable(string name) => Ask(IsFish
        ? $"if set -q {name}; printf '<%s>' ${name}; else; printf unset; end"
        : $"if [ -n \"${{{name}+x}}\" ]; then printf '<%s>' \"${name}\"; else printf unset; fi");

    public void Export(string name, string word) => Type(IsFish ? $"set -gx {name} {word}" : $"export {name}={word}");

    public void Set(string name, string word) => Type(IsFish ? $"set -g {name} {word}" : $"{name}={word}");

    /// <summary>Has the hook call us through a script that counts.</summary>
    public Func<int> CountCalls()
    {
        string calls = Path.Combine(_folder, "calls");
        string program = Path.Combine(_folder, "counted");
        File.WriteAllText(calls, "");
        File.WriteAllText(program, $"#!/bin/sh\necho call >> '{calls}'\nexec '{Programs.Secrets}' \"$@\"\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Set("__secrets_program", program);
        return () => File.ReadAllLines(calls).Length;
    }

    public void Dispose()
    {
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static string[] Options(string shell) => shell switch
    {
        "bash" => ["--norc", "--noprofile", "--noediting", "-i"],
        "zsh" => ["-f", "-i", "+Z"],
        _ => ["--no-config", "-i"],
    };

    private static IEnumerable<byte[]> Split(byte[] bytes)
    {
        for (int start = 0; start < bytes.Length;)
        {
            int end = Array.IndexOf(bytes, (byte)0, start);
            yield return bytes[start..end];
            start = end + 1;
        }
    }
}
