using System.Text;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Formats;

/// <summary>
/// Reads what <c>docker run --env-file</c> and a RunPod template's raw editor read: a line is <c>NAME=value</c>, the value every byte up to
/// the line's end, quotes and <c>#</c> included; lines that begin with <c>#</c> are comments.
/// </summary>
internal sealed class DockerReader : ITextReader
{
    public void Read(ReadOnlySpan<byte> text, TextPairs into)
    {
        LineCursor cursor = new(text);
        for (cursor.SkipSpace(); !cursor.AtEnd; cursor.SkipSpace())
        {
            int number = cursor.Line;
            ReadOnlySpan<byte> line = cursor.TakeLine();
            if (line[0] == '#')
                continue;
            int equals = line.IndexOf((byte)'=');
            if (equals < 0)
                throw TextPairs.Fault(number, "a name without a value takes it from the caller's environment, which an import does not read", "write NAME=value");
            into.Add(Encoding.UTF8.GetString(line[..equals]), new SecretValue(line[(equals + 1)..]), number);
        }
    }
}
