using Secrets.Shared.Contract;

namespace Secrets.Tui.Commands.Io;

/// <summary>
/// A bar on the terminal while the daemon works, from a thread of its own, for the command itself waits for the answer. It asks how far
/// the work is, shows nothing of what takes less than a moment, and leaves nothing behind.
/// </summary>
internal sealed class ProgressBar : IDisposable
{
    private const int Width = 30;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly Func<ProgressReply> _ask;
    private readonly Action<string> _draw;
    private readonly ManualResetEventSlim _ended = new();
    private readonly Thread _thread;
    private bool _drawn;

    /// <summary>Begins to ask.</summary>
    /// <param name="ask">Asks the daemon, over a connection of the bar's own.</param>
    /// <param name="draw">Draws over the line that was drawn before; an empty text clears it.</param>
    public ProgressBar(Func<ProgressReply> ask, Action<string> draw)
    {
        (_ask, _draw) = (ask, draw);
        _thread = new Thread(Watch) { IsBackground = true };
        _thread.Start();
    }

    /// <summary>The bar as text: <c>backup  [###---]  50 %  12/24</c>.</summary>
    public static string Text(ProgressReply progress)
    {
        if (progress.Total <= 0)
            return $"{progress.Work}…";
        double part = Math.Clamp((double)progress.Done / progress.Total, 0, 1);
        int full = (int)(part * Width);
        return $"{progress.Work}  [{new string('#', full)}{new string('-', Width - full)}] {(int)(part * 100),3} %  {progress.Done}/{progress.Total}";
    }

    /// <summary>Ends and clears it.</summary>
    public void Dispose()
    {
        _ended.Set();
        _thread.Join();
        if (_drawn)
            _draw("");
        _ended.Dispose();
    }

    private void Watch()
    {
        try
        {
            while (!_ended.Wait(Interval))
            {
                ProgressReply progress = _ask();
                if (progress.Work is null)
                    continue;
                _draw(Text(progress));
                _drawn = true;
            }
        }
        catch (SecretsException)
        {
            // It is only a bar: the command itself says what is wrong.
        }
    }
}
