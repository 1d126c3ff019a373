using Secrets.Daemon.Crypto;
using Secrets.Daemon.Store;
using Secrets.Daemon.Vault.Keys;
using Secrets.Shared.Contract;
using Secrets.Tests.EndToEnd;
using Xunit;

namespace Secrets.Tests.Daemon.Vault;

/// <summary>Looks for keys in the memory of this very process, through /proc/self/mem.</summary>
public sealed class MemoryTests
{
    [LinuxFact]
    public async Task A_locked_process_holds_no_secret_key()
    {
        using TestVault test = await TestVault.UnlockedAsync();
        await test.SetAsync(false, new SetEntry("a", new SecretValue(RandomBytes.New(64))));
        await test.GetBytesAsync("a");
        byte[][] masked = MaskedKeys(test);

        Assert.Equal([true, true, true], Scan(masked));
        await test.LockAsync();
        OverwriteStack();

        Assert.Equal([false, false, false], Scan(masked));
        await test.UnlockAsync();
        await test.GetBytesAsync("a");
    }

    /// <summary>Identity, environment and data key, each byte inverted so that the list itself is not found.</summary>
    private static byte[][] MaskedKeys(TestVault test)
    {
        (VaultRecord vault, KeyslotRecord slot, EnvironmentRecord environment, VersionRecord version) = test.Inside.Store.Read(transaction =>
        {
            EnvironmentRecord environment = transaction.Environments(transaction.Projects().Single().Id).Single();
            return (transaction.Vault()!, transaction.Keyslots().Single(), environment, transaction.Secrets(environment.Id).Single().Version!);
        });
        using KeyPair identity = Keyslot.Open(slot.Body, test.KeyFile, vault.VaultId, vault.IdentityPublicKey)!;
        using KeyPair pair = SealedKey.OpenPair(environment.SealedSecretKey, identity, environment.PublicKey, "a key");
        using LockedMemory dataKey = new(Aead.KeyLength);
        SealedKey.Open(version.SealedDataKey, pair, dataKey.Span, "a key");
        return [Mask(identity.SecretKey), Mask(pair.SecretKey), Mask(dataKey)];
    }

    private static byte[] Mask(LockedMemory key)
    {
        byte[] masked = new byte[key.Length];
        for (int i = 0; i < masked.Length; i++)
            masked[i] = (byte)~key.Span[i];
        return masked;
    }

    private static bool[] Scan(byte[][] masked)
    {
        bool[] found = new bool[masked.Length];
        using FileStream memory = new("/proc/self/mem", FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        byte[] page = new byte[1 << 16];
        foreach (string line in File.ReadAllLines("/proc/self/maps").Where(line => line.Contains(" rw", StringComparison.Ordinal)))
        {
            string[] range = line[..line.IndexOf(' ', StringComparison.Ordinal)].Split('-');
            long end = Convert.ToInt64(range[1], 16);
            // Chunks overlap by a key's length.
            for (long start = Convert.ToInt64(range[0], 16); start < end; start += page.Length - 32)
            {
                int length = (int)Math.Min(page.Length, end - start);
                if (!TryRead(memory, start, page.AsSpan(0, length)))
                    continue;
                for (int i = 0; i < masked.Length; i++)
                    found[i] |= Holds(page.AsSpan(0, length), masked[i]);
            }
        }
        Array.Clear(page);
        return found;
    }

    private static bool TryRead(FileStream memory, long place, Span<byte> page)
    {
        try
        {
            return RandomAccess.Read(memory.SafeFileHandle, page, place) == page.Length;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static bool Holds(ReadOnlySpan<byte> page, ReadOnlySpan<byte> masked)
    {
        for (int at = 0; ;)
        {
            int next = page[at..].IndexOf((byte)~masked[0]);
            if (next < 0 || at + next + masked.Length > page.Length)
                return false;
            at += next;
            int same = 0;
            while (same < masked.Length && page[at + same] == (byte)~masked[same])
                same++;
            if (same == masked.Length)
                return true;
            at++;
        }
    }

    // What a finished call left below the stack pointer is not held, only not overwritten yet.
    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static void OverwriteStack()
    {
        Span<byte> stack = stackalloc byte[256 * 1024];
        stack.Fill(1);
    }
}
