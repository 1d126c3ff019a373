using System.Text.Json;

namespace Secrets.Daemon.Rpc;

/// <summary>
/// One request in flight, used again for the next: its id, which the answer repeats byte for byte, and its cancellation.
/// It begins and is cancelled on the connection's reading side only; it ends anywhere.
/// </summary>
internal sealed class PendingCall : IDisposable
{
    /// <summary>The longest id in bytes, its quotes included; a longer one is no valid request.</summary>
    public const int MaxIdLength = 128;

    private readonly byte[] _id = new byte[MaxIdLength];
    private readonly Lock _gate = new();
    private CancellationTokenSource _cancellation = new();
    private int _idLength;

    /// <summary>The id as JSON; empty for a notification.</summary>
    public ReadOnlySpan<byte> Id => _id.AsSpan(0, _idLength);

    /// <summary>Cancelled by <c>$/cancelRequest</c> or with the connection.</summary>
    public CancellationToken Token => _cancellation.Token;

    /// <summary>Whether an id has a kind and a length that can be answered; no id at all makes a notification.</summary>
    public static bool IsLegalId(JsonTokenType type, int length) => type switch
    {
        JsonTokenType.None => true,
        JsonTokenType.String or JsonTokenType.Number or JsonTokenType.Null => length <= MaxIdLength,
        _ => false,
    };

    /// <summary>Makes it the call with this id.</summary>
    public void Begin(ReadOnlySpan<byte> id)
    {
        lock (_gate)
        {
            id.CopyTo(_id);
            _idLength = id.Length;
        }
        if (_cancellation.TryReset())
            return;
        _cancellation.Dispose();
        _cancellation = new CancellationTokenSource();
    }

    /// <summary>Whether it is the call with this id, and not answered yet.</summary>
    public bool Has(ReadOnlySpan<byte> id)
    {
        lock (_gate)
            return _idLength > 0 && Id.SequenceEqual(id);
    }

    /// <summary>Cancels the call. One that ended meanwhile does not notice.</summary>
    public void Cancel() => _cancellation.Cancel();

    /// <summary>The call is answered.</summary>
    public void End()
    {
        lock (_gate)
            _idLength = 0;
    }

    /// <inheritdoc/>
    public void Dispose() => _cancellation.Dispose();
}
