using System.Buffers;
using System.Globalization;
using System.Text;
using Secrets.Shared.Contract;

namespace Secrets.Tui.Commands.Hooks;

/// <summary>
/// What the three shells say differently. Of a value, only ASCII letters, digits and a few harmless signs stand in the text as they
/// are; every other byte is written as a number. No quotation has to be got out of, in no encoding.
/// </summary>
/// <param name="Name">The shell.</param>
/// <param name="Script">What it is given at its start.</param>
/// <param name="Export">Before a name that is exported.</param>
/// <param name="Keep">Before a name of ours.</param>
/// <param name="Between">Between a name and its value.</param>
/// <param name="Open">Begins a value.</param>
/// <param name="Close">Ends it.</param>
/// <param name="Then">After a condition.</param>
/// <param name="EndIf">Ends it.</param>
/// <param name="KeepsAll">Whether the shell itself remembers the exported variables too.</param>
internal sealed record ShellDialect(
    string Name, string Script, string Export, string Keep, string Between, string Open, string Close, string Then, string EndIf, bool KeepsAll)
{
    private static readonly SearchValues<byte> Plain = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_/.,:+-"u8);

    private static readonly ShellDialect Bash = new("bash", ShellScripts.Bash, "export ", "", "=", "$'", "'", "; then", "fi", KeepsAll: false);
    private static readonly ShellDialect Zsh = new("zsh", ShellScripts.Zsh, "typeset -gx ", "typeset -g ", "=", "$'", "'", "; then", "fi", KeepsAll: false);
    private static readonly ShellDialect Fish = new("fish", ShellScripts.Fish, "set -gx ", "set -g ", " ", "''", "", "", "end", KeepsAll: true);

    /// <summary>The shell of this name, or null.</summary>
    public static ShellDialect? Find(string name) => name switch
    {
        "bash" => Bash,
        "zsh" => Zsh,
        "fish" => Fish,
        _ => null,
    };

    /// <summary>What the shell evaluates at its start.</summary>
    /// <param name="program">Where we are.</param>
    /// <param name="changes">The daemon's line of changes.</param>
    /// <param name="quiet">Whether what was loaded is said.</param>
    public string StartText(string program, string changes, bool quiet) => Script
        .Replace("@PROGRAM@", Word(program), StringComparison.Ordinal)
        .Replace("@CHANGES@", Word(changes), StringComparison.Ordinal)
        .Replace("@QUIET@", quiet ? " -q" : "", StringComparison.Ordinal);

    /// <summary>Writes a value as one word.</summary>
    public void Write(IBufferWriter<byte> output, ReadOnlySpan<byte> value)
    {
        output.Write(Encoding.ASCII.GetBytes(Open));
        Span<byte> escape = stackalloc byte[4];
        escape[0] = (byte)'\\';
        foreach (byte one in value)
        {
            if (Plain.Contains(one))
            {
                output.Write([one]);
                continue;
            }
            if (KeepsAll)
            {
                // fish takes two hexadecimal digits at most.
                escape[1] = (byte)'X';
                _ = one.TryFormat(escape[2..], out _, "x2", CultureInfo.InvariantCulture);
            }
            else
            {
                // bash and zsh take three octal digits at most.
                escape[1] = (byte)('0' + (one >> 6));
                escape[2] = (byte)('0' + ((one >> 3) & 7));
                escape[3] = (byte)('0' + (one & 7));
            }
            output.Write(escape);
        }
        output.Write(Encoding.ASCII.GetBytes(Close));
    }

    private string Word(string text)
    {
        using SecretBufferWriter word = new();
        Write(word, Encoding.UTF8.GetBytes(text));
        return Encoding.ASCII.GetString(word.WrittenSpan);
    }
}
