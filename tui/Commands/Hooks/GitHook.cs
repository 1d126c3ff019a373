using System.Text;
using Secrets.Shared.Contract;
using Secrets.Tui.Launch;

namespace Secrets.Tui.Commands.Hooks;

/// <summary>
/// Git's pre-commit hook: looks for the values of stored secrets in what is staged. The daemon compares, by keyed hashes; only names and
/// places come back. Where it cannot look, because the vault is locked, say, there is no commit.
/// </summary>
internal sealed class GitHook(CommandContext context)
{
    private const string Mark = "secrets hook git --check";

    // Larger contents go in pieces, which overlap by as much as a long key has.
    private const int Piece = 256 << 10;
    private const int Overlap = 64 << 10;

    private readonly string _git = ProgramSearch.Find("git", context.Variable("PATH"))
        ?? throw new SecretsException(ErrorCode.Failure, "git is not installed", "install the package git");

    /// <summary>Writes the hook into the repository here.</summary>
    /// <exception cref="SecretsException">Conflict: there is a hook of somebody else's.</exception>
    public int Install()
    {
        string folder = Text("rev-parse", "--git-path", "hooks");
        string hook = Path.Combine(context.Folder(), folder, "pre-commit");
        if (File.Exists(hook))
        {
            if (File.ReadAllText(hook).Contains(Mark, StringComparison.Ordinal))
                return context.Done();
            throw new SecretsException(ErrorCode.Conflict, $"there is a hook already: {hook}", $"add this line to it: {Mark} || exit 1");
        }
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(hook)!);
            string program = Environment.ProcessPath ?? "secrets";
            // Where the program was moved since, the one on the PATH.
            File.WriteAllText(hook, $"#!/bin/sh\n# {Mark}\nprogram='{program.Replace("'", "'\\''", StringComparison.Ordinal)}'\n[ -x \"$program\" ] || program=secrets\nexec \"$program\" hook git --check\n");
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(hook, File.GetUnixFileMode(hook) | UnixFileMode.UserExecute);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SecretsException(ErrorCode.Failure, $"the hook {hook} cannot be written");
        }
        return context.Done();
    }

    /// <summary>Looks through what is staged.</summary>
    /// <returns>1 where something was found.</returns>
    public int Check()
    {
        int found = 0;
        using SecretBufferWriter names = new();
        // The index's own entries; a submodule is a commit, and has no content here.
        Require(CapturedProcess.Run(_git, Words("diff", "--cached", "--raw", "-z", "--no-renames", "--no-abbrev", "--diff-filter=AM"), names), "git diff");
        List<byte[]> fields = Fields(names.WrittenSpan);
        for (int i = 0; i + 1 < fields.Count; i += 2)
        {
            // :100644 100644 BEFORE AFTER M
            string[] entry = Encoding.ASCII.GetString(fields[i]).Split(' ');
            if (entry.Length < 5 || entry[1] == "160000")
                continue;
            found += Check(entry[3], Names.Printable(Encoding.UTF8.GetString(fields[i + 1])));
        }
        if (found == 0)
            return ExitCodes.Done;
        context.Messages.Error("what is staged contains the values of secrets", "refer to them instead; git commit --no-verify commits all the same");
        return ExitCodes.Failure;
    }

    private int Check(string blob, string path)
    {
        using SecretBufferWriter content = new();
        Require(CapturedProcess.Run(_git, Words("cat-file", "blob", blob), content), "git cat-file");
        HashSet<(int, string)> found = [];
        int line = 0;
        for (int start = 0; start < content.Length; start += Piece)
        {
            ReadOnlySpan<byte> rest = content.WrittenSpan[start..];
            using ScanRequest request = new(new SecretValue(rest[..Math.Min(rest.Length, Piece + Overlap)]));
            foreach (ScanFinding finding in context.Call(daemon => daemon.ScanAsync(request, CancellationToken.None)).Findings)
            {
                if (found.Add((line + finding.Line, $"{finding.Name} of {finding.Scope}")))
                    context.Out.WriteLine($"{path}:{line + finding.Line}: the value of {finding.Name} in {finding.Scope}");
            }
            line += rest[..Math.Min(rest.Length, Piece)].Count((byte)'\n');
        }
        return found.Count;
    }

    private string Text(params string[] words)
    {
        using SecretBufferWriter output = new();
        int code = CapturedProcess.Run(_git, Words(words), output);
        return code == 0
            ? Encoding.UTF8.GetString(output.WrittenSpan).TrimEnd('\n')
            : throw new SecretsException(ErrorCode.NotFound, "this is no git repository", "git init");
    }

    private static IEnumerable<byte[]> Words(params string[] words) => words.Select(Encoding.UTF8.GetBytes);

    private static List<byte[]> Fields(ReadOnlySpan<byte> text)
    {
        List<byte[]> fields = [];
        while (text.IndexOf((byte)0) is >= 0 and var end)
        {
            fields.Add(text[..end].ToArray());
            text = text[(end + 1)..];
        }
        return fields;
    }

    private static void Require(int code, string what)
    {
        if (code != 0)
            throw new SecretsException(ErrorCode.Failure, $"{what} ended with {code}");
    }
}
