using System.Numerics;
using System.Text;
using Secrets.Daemon.Crypto;
using Secrets.Daemon.Vault.Keys;
using Secrets.Shared.Contract;
using Xunit;

namespace Secrets.Tests.Daemon.Vault;

/// <summary>A recovery key survives being written down and typed again, and a mistake in it is noticed.</summary>
public sealed class RecoveryKeyTests
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U";

    [Fact]
    public void It_is_crockfords_base_32_of_the_number_with_his_check_symbol()
    {
        for (int round = 0; round < 100; round++)
        {
            byte[] key = RandomBytes.New(RecoveryKey.Length);
            string text = Text(key);

            // Worked out anew, with big numbers.
            BigInteger number = new(key, isUnsigned: true, isBigEndian: true);
            StringBuilder wanted = new();
            for (int i = 0; i < 52; i++)
                wanted.Insert(0, Alphabet[(int)((number >> (5 * i)) & 31)] + (i % 4 == 0 ? "-" : ""));
            wanted.Append(Alphabet[(int)(number % 37)]);
            Assert.Equal(wanted.ToString(), text);
            Assert.Equal(key, Read(text));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(255)]
    public void Its_ends_are_written_and_read(byte fill)
    {
        byte[] key = [.. Enumerable.Repeat(fill, RecoveryKey.Length)];
        Assert.Equal(key, Read(Text(key)));
    }

    [Fact]
    public void It_is_read_however_people_write_it()
    {
        byte[] key = RandomBytes.New(RecoveryKey.Length);
        string text = Text(key);
        Assert.Equal(key, Read(text.ToLowerInvariant()));
        Assert.Equal(key, Read(text.Replace('-', ' ')));
        Assert.Equal(key, Read(" " + text.Replace("-", "", StringComparison.Ordinal) + "\r\n"));
        Assert.Equal(key, Read(text.Replace('1', 'l').Replace('0', 'o')));
        Assert.Equal(key, Read(text.Replace('1', 'I').Replace('0', 'O')));
    }

    [Fact]
    public void Every_single_mistake_and_every_two_neighbours_swapped_are_noticed()
    {
        string text = Text(RandomBytes.New(RecoveryKey.Length)).Replace("-", "", StringComparison.Ordinal);
        for (int i = 0; i < text.Length; i++)
        {
            foreach (char other in Alphabet.Where(symbol => symbol != text[i]))
                Refused(text[..i] + other + text[(i + 1)..]);
            if (i + 1 < text.Length && text[i] != text[i + 1])
                Refused(text[..i] + text[i + 1] + text[i] + text[(i + 2)..]);
            Refused(text[..i]);
            Refused(text[..i] + text[(i + 1)..]);
            Refused(text[..i] + "0" + text[i..]);
        }
        Refused(text + "0");
        Refused(text + text);
        Refused("");
        Refused("ü" + text[1..]);
    }

    private static string Text(byte[] key)
    {
        using SecretValue text = RecoveryKey.Write(key);
        return Encoding.ASCII.GetString(text.Span);
    }

    private static byte[] Read(string text)
    {
        using LockedMemory key = RecoveryKey.Read(Encoding.UTF8.GetBytes(text));
        return key.Span.ToArray();
    }

    private static void Refused(string text)
    {
        try
        {
            Read(text).CopyTo(new byte[RecoveryKey.Length], 0);
        }
        catch (SecretsException exception)
        {
            Assert.Equal(ErrorCode.Invalid, exception.Code);
            return;
        }
        Assert.Fail("a mistake was not noticed");
    }
}
