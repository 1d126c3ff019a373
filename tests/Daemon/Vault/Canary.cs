using System.Text;

namespace Secrets.Tests.Daemon.Vault;

/// <summary>Finds a text that should be nowhere.</summary>
internal static class Canary
{
    /// <summary>Whether bytes hold a text in any of its forms.</summary>
    public static bool Holds(ReadOnlySpan<byte> bytes, string canary)
    {
        foreach (byte[] form in Forms(canary))
        {
            if (bytes.IndexOf(form) >= 0)
                return true;
        }
        return false;
    }

    /// <summary>The text raw, in UTF-16, hex and base64.</summary>
    public static IEnumerable<byte[]> Forms(string canary)
    {
        byte[] raw = Encoding.UTF8.GetBytes(canary);
        yield return raw;
        yield return Encoding.Unicode.GetBytes(canary);
        yield return Encoding.BigEndianUnicode.GetBytes(canary);
        yield return Encoding.ASCII.GetBytes(Convert.ToHexString(raw));
        yield return Encoding.ASCII.GetBytes(Convert.ToHexStringLower(raw));
        // At each of the three places that base64 can begin at; the ends, which depend on the neighbours, are left off.
        for (int skip = 0; skip < 3; skip++)
            yield return Encoding.ASCII.GetBytes(Convert.ToBase64String(raw.AsSpan(skip, (raw.Length - skip) / 3 * 3)));
    }
}
