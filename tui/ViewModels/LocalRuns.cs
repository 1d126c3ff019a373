using Secrets.Shared.Client;
using Secrets.Shared.Contract;
using Secrets.Tui.Runs;

namespace Secrets.Tui.ViewModels;

/// <summary>The runs as their folders tell, read and told what to do by other threads than the screen's.</summary>
internal sealed class LocalRuns(RunRegistry registry) : IRuns
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<RunEntry>> ListAsync() => Task.Run(IReadOnlyList<RunEntry> () =>
    {
        try
        {
            return [.. registry.All().Select(static run => new RunEntry(run, RunRegistry.ProgramOf(run)))];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SecretsException(ErrorCode.Failure, $"the runs cannot be read: {FileTrouble.Reason(exception)}");
        }
    });

    /// <inheritdoc/>
    public IDisposable? Watch(Action changed) => FolderWatch.TryStart(registry.EnsureFolder(), writes: false, subfolders: true, changed);

    /// <inheritdoc/>
    public IRunLog OpenLog(int id) => new LocalRunLog(registry.Folder(id));

    /// <inheritdoc/>
    public Task StopAsync(int id) => Task.Run(() =>
    {
        RunControl control = new(registry);
        RunRecord run = registry.Find(id);
        control.AskToStop(run);
        control.WaitForEnd(run);
    });

    /// <inheritdoc/>
    public Task RestartAsync(int id) => Task.Run(() => new RunControl(registry).Restart(registry.Find(id)));
}
