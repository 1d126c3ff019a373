using System.Text;

namespace Secrets.Tui.ViewModels;

/// <summary>What a run printed, as it grows, and the lines of it that the filter lets through. For the screen's thread alone.</summary>
internal sealed class RunLogViewModel : IDisposable
{
    /// <summary>What is read at once, in bytes: between two of them the screen answers keys.</summary>
    private const int Portion = 1 << 18;

    private const int Tab = 8;

    /// <summary>How often it looks where the system tells no changes.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly IRunLog _log;
    private readonly TimeProvider _time;
    private readonly Func<bool> _isLive;
    private readonly SynchronizationContext _screen = SynchronizationContext.Current ?? new SynchronizationContext();
    private readonly LogText _text = new();
    private readonly List<long> _found = [];
    private readonly char[] _line = new char[LogText.LongestLine];
    private IDisposable? _watch;
    private ITimer? _later;
    private long _searched;
    private int _changesPosted;
    private bool _isReading;
    private bool _isStale;
    private bool _isDisposed;

    /// <param name="log">The log, which is the model's from now on.</param>
    /// <param name="time">Its timers go off on the screen's thread.</param>
    /// <param name="isLive">Whether more may come.</param>
    public RunLogViewModel(IRunLog log, TimeProvider time, Func<bool> isLive) => (_log, _time, _isLive) = (log, time, isLive);

    public SecretFilter Filter { get; private set; } = SecretFilter.None;

    /// <summary>Whether the end stays in sight when something is added.</summary>
    public bool IsFollowing { get; set; } = true;

    /// <summary>Whether all that there was at the beginning has been read.</summary>
    public bool WasRead { get; private set; }

    /// <summary>How many lines there are, with and without the filter.</summary>
    public int Total => (int)(_text.End - _text.First);

    /// <summary>How many lines are shown.</summary>
    public int Count => Filter.Text.Length == 0 ? Total : _found.Count;

    /// <summary>Whether lines at the beginning are gone from here, as there were too many.</summary>
    public bool IsCut => _text.First > 0;

    /// <summary>Reads what is there, and from then on what comes.</summary>
    public Task OpenAsync()
    {
        _watch = _log.Watch(PostChange);
        return ReadAsync();
    }

    /// <summary>Reads what has come. A call while one is under way makes it look once more afterwards.</summary>
    public async Task ReadAsync()
    {
        _later?.Dispose();
        _later = null;
        _isStale = true;
        if (_isReading || _isDisposed)
            return;
        _isReading = true;
        byte[] buffer = new byte[Portion];
        try
        {
            while (_isStale && !_isDisposed)
            {
                _isStale = false;
                for (int count; (count = await _log.ReadAsync(buffer).ConfigureAwait(true)) > 0 && !_isDisposed;)
                {
                    _text.Append(buffer.AsSpan(0, count));
                    Search();
                }
                WasRead = true;
            }
        }
        finally
        {
            _isReading = false;
            if (_isDisposed)
                _log.Dispose();
            else if (_watch is null && _isLive())
                _later = _time.CreateTimer(_ => _ = ReadAsync(), null, Pause, Timeout.InfiniteTimeSpan);
        }
    }

    public void SetFilter(string text)
    {
        Filter = new SecretFilter(text);
        _found.Clear();
        _searched = _text.First;
        Search();
    }

    /// <summary>The number of a shown line, by which it is found again after older ones have gone.</summary>
    /// <param name="index">From 0 to before <see cref="Count"/>.</param>
    public long NumberOf(int index) => Filter.Text.Length == 0 ? _text.First + index : _found[index];

    /// <summary>The shown line of a number, or the one after it: 0 to <see cref="Count"/>.</summary>
    public int IndexOf(long number)
    {
        if (Filter.Text.Length == 0)
            return (int)Math.Clamp(number - _text.First, 0, Total);
        int index = _found.BinarySearch(number);
        return index < 0 ? ~index : index;
    }

    /// <summary>A shown line, with spaces for its tabs.</summary>
    public string LineAt(int index)
    {
        ReadOnlySpan<char> line = _text.Decode(NumberOf(index), _line);
        return line.Contains('\t') ? Expand(line) : line.ToString();
    }

    public void Dispose()
    {
        _isDisposed = true;
        _watch?.Dispose();
        _later?.Dispose();
        // Another thread may be reading: then it is closed afterwards.
        if (!_isReading)
            _log.Dispose();
    }

    private static string Expand(ReadOnlySpan<char> line)
    {
        StringBuilder text = new(line.Length + Tab);
        foreach (char one in line)
        {
            if (one == '\t')
                text.Append(' ', Tab - (text.Length % Tab));
            else
                text.Append(one);
        }
        return text.ToString();
    }

    private void Search()
    {
        if (Filter.Text.Length == 0)
            return;
        int gone = 0;
        while (gone < _found.Count && _found[gone] < _text.First)
            gone++;
        _found.RemoveRange(0, gone);
        // The last line may have grown since.
        if (_found.Count > 0 && _found[^1] >= _searched)
            _found.RemoveAt(_found.Count - 1);
        long number = Math.Max(_searched, _text.First);
        for (; number < _text.End; number++)
        {
            if (Filter.LetsThrough(_text.Decode(number, _line)))
                _found.Add(number);
        }
        _searched = _text.IsLineOpen ? _text.End - 1 : _text.End;
    }

    /// <summary>However many notices come, there is one call for each time that the screen gets to it.</summary>
    private void PostChange()
    {
        if (Interlocked.Exchange(ref _changesPosted, 1) == 1)
            return;
        _screen.Post(_ =>
        {
            Volatile.Write(ref _changesPosted, 0);
            _ = ReadAsync();
        }, null);
    }
}
