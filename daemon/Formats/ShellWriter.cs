using System.Text;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Formats;

/// <summary>Writes <c>export NAME='…'</c> lines for a POSIX shell to evaluate.</summary>
internal sealed class ShellWriter : ITextWriter
{
    public string? Refusal(string name, ReadOnlySpan<byte> value) =>
        !Names.IsVariable(name) ? "has a name that no shell variable can have" : value.Contains((byte)0) ? TextValues.HasNul : null;

    public void Write(IReadOnlyList<NamedValue> pairs, SecretBufferWriter output)
    {
        foreach ((string name, SecretValue value) in pairs)
        {
            output.Write("export "u8);
            output.Write(Encoding.ASCII.GetBytes(name));
            output.Write("="u8);
            TextValues.WriteShellQuoted(value.Span, output);
            output.Write("\n"u8);
        }
    }
}
