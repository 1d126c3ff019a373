using Secrets.Shared.Client;
using Secrets.Shared.Contract;
using Secrets.Tui.Launch;

namespace Secrets.Tui.Commands;

/// <summary>What a plan has besides variables, made ready: files in the run's own folder, files at paths of their own, a login to a registry.</summary>
internal sealed class RunFiles : IDisposable
{
    private const string FolderVariable = "SECRETS_DIR";
    private const string DockerVariable = "DOCKER_CONFIG";

    private readonly CommandContext _context;
    private readonly List<NamedValue> _variables;
    private readonly List<RunFile> _copies = [];
    private RunFolder? _folder;

    /// <summary>Makes it ready.</summary>
    /// <param name="context">The outside world.</param>
    /// <param name="plan">The plan; it stays the caller's.</param>
    /// <param name="configuration">The configuration, in whose folder local paths begin, or null.</param>
    /// <exception cref="SecretsException">Something cannot be made ready; then nothing is left behind.</exception>
    public RunFiles(CommandContext context, RunPlan plan, ConfigurationFile? configuration)
    {
        _context = context;
        _variables = [.. plan.Variables];
        try
        {
            RunFile[] mounted = [.. Mountable(plan.Files ?? []).Select(file => WithContent(file, configuration))];
            WriteFiles([.. (plan.Files ?? []).Where(file => !IsMounted(file))]);
            if (plan.Registry is { } login)
                WriteLogin(login);
            Plan = plan with { Variables = _variables, Files = mounted.Length > 0 ? mounted : null, Registry = null };
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The plan as the launcher takes it: all variables, and the files at paths of their own with their contents.</summary>
    public RunPlan Plan { get; }

    /// <summary>Removes what a run that did not begin has no use for.</summary>
    public void Dispose()
    {
        foreach (RunFile copy in _copies)
            copy.Content!.Dispose();
        _folder?.Dispose();
    }

    private static bool IsMounted(RunFile file) => file.Path.StartsWith('/');

    /// <summary>The files at paths of their own, less those that a run can do without where nothing here can mount them.</summary>
    private List<RunFile> Mountable(IReadOnlyList<RunFile> files)
    {
        List<RunFile> mounted = [.. files.Where(IsMounted)];
        if (mounted.Count == 0 || mounted.Exists(file => file.Optional != true) || ProgramSearch.Find("bwrap", _context.Variable("PATH")) is not null)
            return mounted;
        foreach (RunFile file in mounted)
            _context.Messages.Note($"{Names.Printable(file.Path)} is not there: only bwrap, of the package bubblewrap, can mount it");
        return [];
    }

    private RunFile WithContent(RunFile file, ConfigurationFile? configuration)
    {
        if (file.LocalPath is null)
            return file;
        string path = Path.GetFullPath(file.LocalPath, configuration?.Folder ?? _context.Folder());
        // A device or a pipe would give bytes without end, or none ever.
        FileInfo named = new(path);
        string target = named.LinkTarget is null ? path : named.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
        if (FileIdentity.Of(target) is not { IsFile: true })
            throw new SecretsException(ErrorCode.NotFound, $"there is no file {Names.Printable(path)} to copy", $"{configuration?.Name} names it as a local_path");
        RunFile copy = file with { Content = ValueReader.FromFile(path) };
        _copies.Add(copy);
        return copy;
    }

    private void WriteFiles(IReadOnlyList<RunFile> files)
    {
        foreach (RunFile file in files)
            Folder().Write($"files/{file.Path}", file.Content!.Span);
        if (files.Count > 0)
            Set(FolderVariable, $"{Folder().Path}/files");
    }

    private void WriteLogin(RegistryLogin login)
    {
        using SecretBufferWriter json = new();
        DockerConfiguration.Write(json, login);
        Folder().Write("docker/config.json", json.WrittenSpan);
        Set(DockerVariable, $"{Folder().Path}/docker");
    }

    private void Set(string name, string text)
    {
        _variables.RemoveAll(variable => variable.Name == name);
        _variables.Add(new NamedValue(name, SecretValue.FromText(text)));
    }

    private RunFolder Folder()
    {
        if (_folder is not null)
            return _folder;
        // Whoever was killed together with its guardian.
        RunFolders.Sweep(_context.Paths);
        string place = RunFolders.Prepare(_context.Paths);
        string name = RunFolders.NameOf(Environment.ProcessId) ?? throw new SecretsException(ErrorCode.Failure, "/proc cannot be read, by which a run's end is seen");
        return _folder = new RunFolder(Path.Combine(place, name), Environment.ProcessPath ?? "secrets", RunFolders.Remove);
    }
}
