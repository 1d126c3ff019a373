using System.Runtime.InteropServices;
using Secrets.Daemon.Crypto;
using Secrets.Daemon.Store;
using Secrets.Daemon.Vault.Keys;
using Secrets.Daemon.Vault.Records;
using Secrets.Shared.Contract;
using Secrets.Shared.Forms;

namespace Secrets.Daemon.Vault;

/// <summary>
/// Finds stored values in a content, write-only and staged ones too, without letting any out. Each value is opened alone, for as long as
/// two keyed hashes take of each of its forms, of the beginning and of the whole; what the content is compared with are the hashes, under
/// a key of this one scan.
/// </summary>
/// <remarks>A value shorter than <see cref="Shortest"/> is not looked for: it would be found everywhere.</remarks>
internal sealed class ValueScan(KeyHolder keys)
{
    /// <summary>The shortest value that is looked for, in bytes, less a line end.</summary>
    public const int Shortest = 8;

    /// <summary>The longest value whose encoded forms are looked for, in bytes: what is longer is a file, and not written into a line.</summary>
    private const int LongestEncoded = 16 << 10;

    private const int MaxFindings = 1000;

    /// <summary><c>secret.scan</c>; what is found is in the audit log before it is answered.</summary>
    /// <exception cref="SecretsException">Locked; Invalid: the content is too long.</exception>
    public async Task<ScanReply> ScanAsync(OpenVault vault, ScanRequest request, Caller caller)
    {
        if (request.Content.Length > SecretValue.MaxLength)
            throw new SecretsException(ErrorCode.Invalid, "the content is longer than 1 MiB", "send it in pieces");
        if (keys.IsLocked)
            throw KeyHolder.Locked();
        List<Stored> all = vault.Store.Read(transaction => Collect(transaction, vault.Device));
        List<ScanFinding> findings = keys.Use(ring =>
        {
            Span<byte> key = stackalloc byte[KeyedHash.Length];
            RandomBytes.Fill(key);
            try
            {
                return Find(request.Content.Span, Index(ring, vault, all, key), key);
            }
            finally
            {
                Wipe.Clear(key);
            }
        });
        foreach (IGrouping<SecretScope, ScanFinding> found in findings.GroupBy(static finding => finding.Scope))
            await vault.Log.RecordAsync(new Access(AccessKind.Scan, found.Key, [.. found.Select(static finding => finding.Name).Distinct(StringComparer.Ordinal)], caller)).ConfigureAwait(false);
        return new ScanReply(findings);
    }

    private static List<Stored> Collect(ReadTransaction transaction, DeviceKeys device)
    {
        List<Stored> all = [];
        foreach (ProjectRecord project in transaction.Projects())
        {
            string projectName = NamedBody.Open(device, RecordKind.Project, project.Id, project.Body).Name;
            foreach (EnvironmentRecord environment in transaction.Environments(project.Id))
            {
                SecretScope scope = new(projectName, NamedBody.Open(device, RecordKind.Environment, environment.Id, environment.Body).Name);
                foreach (StoredValue value in transaction.Values(environment.Id))
                    all.Add(new Stored(scope, NameOf(device, value.Secret), environment, value));
                foreach (SecretRecord secret in transaction.Secrets(environment.Id).Select(static found => found.Secret))
                {
                    // What is staged is as secret as what is live, and in files before it is.
                    if (secret.Staged is { } number && transaction.Version(secret.Id, number) is { Kind: VersionKind.Value } staged)
                        all.Add(new Stored(scope, NameOf(device, secret), environment, new StoredValue(secret, staged, transaction.Ciphertext(staged))));
                }
            }
        }
        return all;
    }

    private static string NameOf(DeviceKeys device, SecretRecord secret) => NamedBody.Open(device, RecordKind.Secret, secret.Id, secret.Body).Name;

    /// <summary>The forms of the values by the hash of their beginning.</summary>
    private static Dictionary<UInt128, List<Sought>> Index(Keyring ring, OpenVault vault, List<Stored> all, ReadOnlySpan<byte> key)
    {
        Dictionary<UInt128, List<Sought>> index = [];
        foreach (Stored stored in all)
        {
            using SecretValue value = ValueOpener.Open(ring, vault, stored.Environment, stored.Value);
            // A line end that was kept with a value is not part of it in a file.
            ReadOnlySpan<byte> bytes = value.Span.TrimEnd("\r\n"u8);
            if (bytes.Length < Shortest)
                continue;
            using SecretBufferWriter output = new(bytes.Length);
            List<Range> places = [];
            ValueForms forms = new(output, Shortest, (place, _) => places.Add(place));
            forms.Add(bytes);
            if (bytes.Length <= LongestEncoded)
                forms.AddEncoded(bytes);
            foreach (Range place in places)
            {
                ReadOnlySpan<byte> form = output.WrittenSpan[place];
                byte[] whole = new byte[KeyedHash.Length];
                KeyedHash.Compute(form, key, whole);
                ref List<Sought>? same = ref CollectionsMarshal.GetValueRefOrAddDefault(index, Beginning(form, key), out _);
                (same ??= []).Add(new Sought(stored.Scope, stored.Name, form.Length, whole));
            }
        }
        return index;
    }

    private static List<ScanFinding> Find(ReadOnlySpan<byte> content, Dictionary<UInt128, List<Sought>> index, ReadOnlySpan<byte> key)
    {
        List<ScanFinding> findings = [];
        Span<byte> whole = stackalloc byte[KeyedHash.Length];
        int line = 1;
        for (int at = 0; index.Count > 0 && at + Shortest <= content.Length && findings.Count < MaxFindings; at++)
        {
            if (index.TryGetValue(Beginning(content[at..], key), out List<Sought>? candidates))
            {
                int here = findings.Count;
                foreach (Sought sought in candidates)
                {
                    if (sought.Length > content.Length - at)
                        continue;
                    KeyedHash.Compute(content.Slice(at, sought.Length), key, whole);
                    // Two forms of a value may be the same, and so may what is live and what is staged.
                    if (ConstantTime.Equal(whole, sought.Whole) && new ScanFinding(line, sought.Name, sought.Scope) is var finding && findings.IndexOf(finding, here) < 0)
                        findings.Add(finding);
                }
            }
            if (content[at] == '\n')
                line++;
        }
        return findings;
    }

    private static UInt128 Beginning(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> key)
    {
        Span<byte> hash = stackalloc byte[16];
        KeyedHash.Compute(bytes[..Shortest], key, hash);
        return MemoryMarshal.Read<UInt128>(hash);
    }

    private sealed record Stored(SecretScope Scope, string Name, EnvironmentRecord Environment, StoredValue Value);

    private sealed record Sought(SecretScope Scope, string Name, int Length, byte[] Whole);
}
