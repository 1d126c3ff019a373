using Secrets.Shared.Contract;

namespace Secrets.Tui.Launch.Masking;

/// <summary>
/// Replaces the patterns in a stream by <c>***</c>, the longest of those that begin first, wherever the stream was divided. What may be
/// the beginning of one is held back until more comes; when nothing comes for a while <see cref="Idle"/> lets it go, so that a prompt appears.
/// </summary>
/// <param name="patterns">What to look for; shared by the streams of a run.</param>
internal sealed class StreamMasker(MaskPatterns patterns) : IDisposable
{
    /// <summary>So much of a pattern's beginning is shown when nothing follows it, and less than half of it; more is masked at once. In bytes.</summary>
    private const int Harmless = 7;

    private readonly SecretBufferWriter _held = new();
    private readonly SecretBufferWriter _output = new(1 << 17);

    /// <summary>How many of the held bytes are out already, as they are or masked.</summary>
    private int _shown;
    private bool _shownMasked;

    /// <summary>Whether something is held back that is not out yet.</summary>
    public bool IsHolding => _held.Length > _shown;

    /// <summary>What may be written out now. It is valid until the next call.</summary>
    public ReadOnlySpan<byte> Take(ReadOnlySpan<byte> text)
    {
        _output.Reset();
        if (_held.Length == 0)
        {
            Scan(text, atEnd: false);
        }
        else
        {
            // Rare: whatever was held back lies before what came now.
            using SecretBufferWriter joined = new(_held.Length + text.Length);
            joined.Write(_held.WrittenSpan);
            joined.Write(text);
            _held.Reset();
            Scan(joined.WrittenSpan, atEnd: false);
        }
        return _output.WrittenSpan;
    }

    /// <summary>What may be written out because nothing more comes for now.</summary>
    public ReadOnlySpan<byte> Idle()
    {
        _output.Reset();
        if (!IsHolding)
            return default;
        patterns.Match(_held.WrittenSpan, out int complete, out int longest);
        if (complete > 0 || _held.Length > Harmless || 2 * _held.Length >= longest)
        {
            if (!_shownMasked)
                _output.Write("***"u8);
            _shownMasked = true;
        }
        else
        {
            _output.Write(_held.WrittenSpan[_shown..]);
        }
        _shown = _held.Length;
        return _output.WrittenSpan;
    }

    /// <summary>The rest, after the last byte.</summary>
    public ReadOnlySpan<byte> End()
    {
        _output.Reset();
        using SecretBufferWriter rest = new(_held.Length);
        rest.Write(_held.WrittenSpan);
        _held.Reset();
        Scan(rest.WrittenSpan, atEnd: true);
        return _output.WrittenSpan;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _held.Dispose();
        _output.Dispose();
    }

    private void Scan(ReadOnlySpan<byte> text, bool atEnd)
    {
        int done = 0;
        int place = 0;
        while (true)
        {
            // Places that are out already are looked at one by one.
            place = _shown > 0 ? place : patterns.Next(text, place);
            if (place >= text.Length)
                break;
            patterns.Match(text[place..], out int complete, out int longest);
            if (longest > 0 && !atEnd)
            {
                Pass(text[done..place]);
                _held.Write(text[place..]);
                return;
            }
            if (complete == 0)
            {
                place++;
                if (_shown > 0)
                {
                    Pass(text[done..place]);
                    done = place;
                }
                continue;
            }
            Pass(text[done..place]);
            if (!_shownMasked)
                _output.Write("***"u8);
            _shown = Math.Max(0, _shown - complete);
            _shownMasked &= _shown > 0;
            done = place += complete;
        }
        Pass(text[done..]);
        _shown = 0;
        _shownMasked = false;
    }

    /// <summary>Writes out what is no secret, less what is out already.</summary>
    private void Pass(ReadOnlySpan<byte> bytes)
    {
        int already = Math.Min(_shown, bytes.Length);
        _shown -= already;
        _shownMasked &= _shown > 0;
        _output.Write(bytes[already..]);
    }
}
