using System.Text;
using Secrets.Shared.Contract;

namespace Secrets.Tui.ViewModels;

/// <summary>Copies, and takes a value back from the clipboard after a while.</summary>
/// <param name="clipboard">The clipboard.</param>
/// <param name="time">Its timers go off on the screen's thread.</param>
internal sealed class ClipboardViewModel(IClipboard clipboard, TimeProvider time)
{
    public static readonly TimeSpan Duration = TimeSpan.FromSeconds(45);

    private ITimer? _tick;
    private SecretValue? _value;

    /// <summary>Seconds until the value is taken back; 0 when none of ours is there.</summary>
    public int SecondsLeft { get; private set; }

    /// <summary>Told when a value was taken back (true), or was no longer there to be taken back.</summary>
    public Action<bool>? OnCleared { get; set; }

    /// <summary>Copies a value, which belongs to this object from now on, and begins to count.</summary>
    /// <returns>Which way it went; null when there is none, and then nothing counts.</returns>
    public async Task<string?> CopyAsync(SecretValue value)
    {
        Forget();
        _value = value;
        string? way = await Task.Run(() => clipboard.Copy(value.Span)).ConfigureAwait(true);
        if (way is null || _value != value)
        {
            if (_value == value)
                Forget();
            return way;
        }
        SecondsLeft = (int)Duration.TotalSeconds;
        _tick = time.CreateTimer(_ => Tick(), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        return way;
    }

    /// <summary>Copies something that is no secret; it stays there.</summary>
    /// <returns>Which way it went; null when there is none.</returns>
    public Task<string?> CopyTextAsync(string text)
    {
        Forget();
        return Task.Run(() => clipboard.Copy(Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>Takes the value back now.</summary>
    public async Task ClearAsync()
    {
        if (Take() is not { } value)
            return;
        bool cleared = await Task.Run(() => Clear(value)).ConfigureAwait(true);
        OnCleared?.Invoke(cleared);
    }

    /// <summary>Takes the value back before the screen ends, however long that takes.</summary>
    public void ClearNow()
    {
        if (Take() is { } value)
            Clear(value);
    }

    private bool Clear(SecretValue value)
    {
        using (value)
            return clipboard.Clear(value.Span);
    }

    private void Tick()
    {
        if (--SecondsLeft <= 0)
            _ = ClearAsync();
    }

    private SecretValue? Take()
    {
        SecretValue? value = _value;
        _value = null;
        Forget();
        return value;
    }

    private void Forget()
    {
        _tick?.Dispose();
        _tick = null;
        SecondsLeft = 0;
        _value?.Dispose();
        _value = null;
    }
}
