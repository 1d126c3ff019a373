using System.Text;

namespace Secrets.Tui.Launch;

/// <summary>
/// The arguments as the caller gave them. The runtime decodes them as UTF-8 and puts U+FFFD for what is none; those, and only
/// those, are read again from the kernel.
/// </summary>
/// <param name="texts">The arguments as the runtime decoded them, without the program's name.</param>
internal sealed class CallerArguments(string[] texts)
{
    private byte[][]? _exact;

    /// <summary>The bytes of one argument.</summary>
    public byte[] Bytes(int index) =>
        texts[index].Contains('\uFFFD') ? (_exact ??= Read())[index] : Encoding.UTF8.GetBytes(texts[index]);

    private byte[][] Read()
    {
        byte[][] all = Split(ReadCommandLine());
        // Before them stand the program's name and, where a host runs it, the host's own arguments.
        return all.Length >= texts.Length ? all[^texts.Length..] : [.. texts.Select(Encoding.UTF8.GetBytes)];
    }

    private static byte[] ReadCommandLine()
    {
        try
        {
            return File.ReadAllBytes("/proc/self/cmdline");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // No /proc here: what the runtime decoded is all there is.
            return [];
        }
    }

    private static byte[][] Split(byte[] bytes)
    {
        List<byte[]> parts = [];
        for (int start = 0; start < bytes.Length;)
        {
            int end = Array.IndexOf(bytes, (byte)0, start);
            end = end < 0 ? bytes.Length : end;
            parts.Add(bytes[start..end]);
            start = end + 1;
        }
        return [.. parts];
    }
}
