using System.Globalization;

namespace Secrets.Tests.EndToEnd;

/// <summary>Another process's memory, through /proc.</summary>
internal static class Memory
{
    /// <summary>How often these bytes lie in what the process can write to.</summary>
    public static int Count(int pid, ReadOnlySpan<byte> bytes)
    {
        int count = 0;
        using FileStream memory = new($"/proc/{pid}/mem", FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        foreach (string line in File.ReadLines($"/proc/{pid}/maps"))
        {
            string[] fields = line.Split(' ');
            string[] range = fields[0].Split('-');
            long start = long.Parse(range[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            long end = long.Parse(range[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (fields[1].StartsWith("rw", StringComparison.Ordinal))
                count += CountIn(memory, start, end, bytes);
        }
        return count;
    }

    private static int CountIn(FileStream memory, long start, long end, ReadOnlySpan<byte> bytes)
    {
        byte[] chunk = new byte[1 << 20];
        int count = 0;
        for (long at = start; at < end; at += chunk.Length - bytes.Length)
        {
            int read;
            try
            {
                memory.Position = at;
                read = memory.Read(chunk, 0, (int)Math.Min(chunk.Length, end - at));
            }
            catch (IOException)
            {
                // Reserved and not there, or gone meanwhile.
                continue;
            }
            for (int from = 0; chunk.AsSpan(from, read - from).IndexOf(bytes) is var found and >= 0; from += found + 1)
                count++;
        }
        return count;
    }
}
