using Secrets.Daemon.Crypto;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Vault.Keys;

/// <summary>
/// A recovery key as people write it down: 256 random bits as one number in Crockford's base 32, most significant symbol first, in
/// groups of four, and his check symbol, the number modulo 37. Read without regard to case, hyphens and blanks; I and L are 1, O is 0.
/// <code>
/// 13 groups of 4 symbols | check symbol      0 or 1 comes first, for 52 symbols hold 260 bits
/// </code>
/// One wrong symbol, and two neighbours swapped, are always noticed (37 is a prime larger than 32).
/// </summary>
internal static class RecoveryKey
{
    /// <summary>In bytes, as it opens its slot.</summary>
    public const int Length = 32;

    private const int Symbols = 52;
    private const int GroupLength = 4;
    private const int CheckBase = 37;
    private const string What = "the recovery key";

    private static ReadOnlySpan<byte> Alphabet => "0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U"u8;

    /// <summary>Writes a key of <see cref="Length"/> bytes as text.</summary>
    public static SecretValue Write(ReadOnlySpan<byte> key)
    {
        SecretValue text = new(Symbols + (Symbols / GroupLength) + 1);
        Span<byte> place = text.Writable;
        int at = 0;
        for (int i = 0; i < Symbols; i++)
        {
            place[at++] = Alphabet[SymbolOf(key, i)];
            if ((i + 1) % GroupLength == 0)
                place[at++] = (byte)'-';
        }
        place[at] = Alphabet[Remainder(key)];
        return text;
    }

    /// <summary>Reads what a person typed.</summary>
    /// <exception cref="SecretsException">Invalid: it is none, or has a mistake.</exception>
    public static LockedMemory Read(ReadOnlySpan<byte> text)
    {
        LockedMemory key = new(Length);
        try
        {
            key.Span.Clear();
            int count = 0, check = -1;
            foreach (byte letter in text)
            {
                if (letter is (byte)'-' or (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
                    continue;
                int symbol = Find(letter);
                if (symbol < 0 || count > Symbols || (symbol >= 32 && count < Symbols) || (count == 0 && symbol > 1))
                    throw Mistake(symbol < 0 ? "holds a letter that no recovery key has" : "is not one", count);
                if (count < Symbols)
                    Put(key.Span, count, symbol);
                else
                    check = symbol;
                count++;
            }
            if (count <= Symbols)
                throw Mistake("is too short", count);
            return check == Remainder(key.Span) ? key : throw new SecretsException(
                ErrorCode.Invalid, "the recovery key has a mistake: its check symbol does not fit", "compare it with what was written down");
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }

    /// <summary>The five bits of a symbol; the first has four bits that the key lacks.</summary>
    private static int SymbolOf(ReadOnlySpan<byte> key, int index)
    {
        int symbol = 0;
        for (int bit = (5 * index) - 4; bit < (5 * index) + 1; bit++)
            symbol = (symbol << 1) | (bit < 0 ? 0 : (key[bit >> 3] >> (7 - (bit & 7))) & 1);
        return symbol;
    }

    private static void Put(Span<byte> key, int index, int symbol)
    {
        for (int i = 0; i < 5; i++)
        {
            int bit = (5 * index) - 4 + i;
            if (bit >= 0)
                key[bit >> 3] |= (byte)(((symbol >> (4 - i)) & 1) << (7 - (bit & 7)));
        }
    }

    private static int Remainder(ReadOnlySpan<byte> key)
    {
        int remainder = 0;
        foreach (byte part in key)
            remainder = ((remainder << 8) | part) % CheckBase;
        return remainder;
    }

    private static int Find(byte letter)
    {
        byte upper = letter is >= (byte)'a' and <= (byte)'z' ? (byte)(letter - 32) : letter;
        return Alphabet.IndexOf(upper switch { (byte)'I' or (byte)'L' => (byte)'1', (byte)'O' => (byte)'0', _ => upper });
    }

    private static SecretsException Mistake(string what, int count) => new(
        ErrorCode.Invalid, $"{What} {what}", count == 0 ? "13 groups of four letters and digits, and one more" : $"look at group {Math.Min((count / GroupLength) + 1, 14)}");
}
