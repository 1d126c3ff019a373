namespace Secrets.Tui.Commands.Hooks;

/// <summary>
/// FNV-1a of 64 bits (draft-eastlake-fnv, section 2): a name for a path, a sign that something is as it was. It is not hard to find two
/// inputs with the same one, so nothing may be decided by it that somebody else would want decided.
/// </summary>
internal static class ShortHash
{
    private const ulong Basis = 0xcbf29ce484222325;
    private const ulong Prime = 0x100000001b3;

    /// <summary>Of several parts, one after the other, as sixteen hexadecimal digits.</summary>
    public static string Of(params ReadOnlySpan<byte[]> parts)
    {
        ulong hash = Basis;
        foreach (byte[] part in parts)
        {
            foreach (byte octet in part)
                hash = (hash ^ octet) * Prime;
        }
        return hash.ToString("x16", System.Globalization.CultureInfo.InvariantCulture);
    }
}
