using Secrets.Daemon.Crypto;
using Secrets.Daemon.Crypto.Generators;
using Secrets.Daemon.Vault.Keeping;
using Secrets.Daemon.Vault.Keys;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Vault;

/// <summary>
/// The values of a request, with all done that is slow (keys that are generated, a scalar multiplication each) and needs no place in the
/// store, before the writer's turn. Dispose wipes the data keys and what was generated.
/// </summary>
internal sealed class NewValues : IDisposable
{
    /// <summary>From this number on, values are prepared on another thread: a hundred take some ten milliseconds.</summary>
    private const int Many = 100;

    private readonly List<NewValue?> _values = [];
    private readonly List<SecretValue> _generated = [];
    private readonly KeySlab _dataKeys;

    private byte[] _publicKey;

    private NewValues(int count, byte[] publicKey) => (_dataKeys, _publicKey) = (new KeySlab(count), publicKey);

    /// <summary>The public halves of key pairs that were generated, by the secret's name; null where there are none.</summary>
    public Dictionary<string, string>? PublicKeys { get; private set; }

    /// <summary>The value of an entry; null where it has none.</summary>
    public NewValue? this[int index] => _values[index];

    /// <summary>Prepares the values of entries that are checked.</summary>
    /// <param name="entries">The entries.</param>
    /// <param name="scope">Where they will be written.</param>
    /// <param name="keys">Serve for digests, where they are there.</param>
    /// <param name="steps">Is told of each.</param>
    /// <exception cref="SecretsException">Invalid: a recipe means nothing.</exception>
    public static async Task<NewValues> PrepareAsync(IReadOnlyList<SetEntry> entries, ScopeRecords scope, KeyHolder keys, WorkSteps? steps = null)
    {
        NewValues values = new(entries.Count, scope.Environment.PublicKey);
        try
        {
            // An RSA key takes seconds, and many values take long, which nobody else on the connection should wait for.
            if (entries.Count >= Many || entries.Any(static entry => entry.Generate?.StartsWith("rsa", StringComparison.Ordinal) == true))
                await Task.Run(() => values.Add(entries, scope, keys, steps)).ConfigureAwait(false);
            else
                values.Add(entries, scope, keys, steps);
            return values;
        }
        catch
        {
            values.Dispose();
            throw;
        }
    }

    /// <summary>The data key of a value.</summary>
    public ReadOnlySpan<byte> DataKey(NewValue value) => _dataKeys[value.DataKey];

    /// <summary>Seals the data keys anew where the environment has another key by now.</summary>
    public void SealTo(byte[] publicKey)
    {
        if (publicKey.AsSpan().SequenceEqual(_publicKey))
            return;
        for (int i = 0; i < _values.Count; i++)
            _values[i] = _values[i] is { } value ? value with { SealedDataKey = SealedKey.Close(_dataKeys[value.DataKey], publicKey) } : null;
        _publicKey = publicKey;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _dataKeys.Dispose();
        _generated.ForEach(static value => value.Dispose());
    }

    private void Add(IReadOnlyList<SetEntry> entries, ScopeRecords scope, KeyHolder keys, WorkSteps? steps)
    {
        foreach (SetEntry entry in entries)
        {
            steps?.Step();
            SecretValue? value = entry.Generate is { } recipe ? Generate(entry.Name, recipe) : entry.Value;
            if (value is null)
            {
                _values.Add(null);
                continue;
            }
            int dataKey = _dataKeys.AddRandom();
            byte[] sealedKey = SealedKey.Close(_dataKeys[dataKey], _publicKey);
            byte[]? digest = keys.TryUse(ring => ring.Digest(scope.Project.Id, value.Span), out byte[]? computed) ? computed : null;
            _values.Add(new NewValue(value, dataKey, sealedKey, digest));
        }
    }

    private SecretValue Generate(string name, string recipe)
    {
        SecretValue value = SecretGenerator.Make(recipe, out string? publicKey);
        _generated.Add(value);
        if (publicKey is not null)
            (PublicKeys ??= new Dictionary<string, string>(StringComparer.Ordinal))[name] = publicKey;
        return value;
    }
}
