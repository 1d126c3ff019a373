using System.Globalization;
using System.Text;
using Secrets.Shared.Contract;

namespace Secrets.Tui.Commands.Hooks;

/// <summary>
/// Answers a shell that may have entered or left a folder, or in whose folder something may have changed. It never asks a person and
/// starts no daemon: nobody waits for a prompt that comes before a prompt.
/// </summary>
internal sealed class ShellHook(CommandContext context, ShellDialect shell)
{
    private readonly ShellAnswer _answer = new(shell, context.Out);
    private readonly AllowedFiles _allowed = new(context.Paths);
    private readonly LoadedState _loaded = LoadedState.Parse(context.Variable(LoadedState.Variable));

    /// <summary>Writes the answer.</summary>
    /// <param name="path">The nearest <c>secrets.yml</c>, as the shell found it; empty for none.</param>
    /// <param name="said">What was said last, so that it is said once.</param>
    public void Answer(string path, string said)
    {
        _answer.Remember("changes", context.Paths.Changes);
        string? complaint = null;
        try
        {
            if (path.Length == 0)
                _answer.Unload(_loaded);
            else
                Answer(path);
        }
        catch (SecretsException exception)
        {
            _answer.Unload(_loaded);
            complaint = Mark(path, exception);
            if (complaint != said)
                context.Messages.Error(exception);
        }
        _answer.Remember("said", complaint ?? "");
    }

    private void Answer(string path)
    {
        _answer.Remember("mark", "");
        ShellFile file = ShellFile.Read(path);
        Permission permission = _allowed.Look(file);
        _answer.Remember("mark", _allowed.MarkAnswer(file, permission));
        string allow = $"secrets allow {Shims.ShellText.Quote(path)}";
        switch (permission)
        {
            case Permission.Denied:
                _answer.Unload(_loaded);
                return;
            case Permission.Changed:
                throw new SecretsException(ErrorCode.Refused, $"{path} has changed since it was allowed, so nothing is loaded from it", $"look at it, then: {allow}");
            case Permission.Unknown:
                throw new SecretsException(ErrorCode.Refused, $"{path} is not allowed to load secrets into this shell", $"look at it, then: {allow}");
        }
        Load(file);
    }

    private void Load(ShellFile file)
    {
        ISecretsDaemon? daemon = context.Daemon.TryConnect();
        if (daemon is null && _loaded.Mark == file.Mark)
            return;
        SecretsException locked = new(ErrorCode.Locked, $"the vault is locked, so nothing is loaded from {file.Place}", "secrets unlock");
        RunRequest request = Request(file);
        string fingerprint = Fingerprint(file, (daemon ?? throw locked).DescribeRunAsync(request, CancellationToken.None).Result());
        if (_loaded.Fingerprint == fingerprint)
            return;
        try
        {
            using RunPlan plan = daemon.PlanRunAsync(request, CancellationToken.None).Result();
            Take(file, plan, fingerprint);
        }
        catch (SecretsException exception) when (exception.Code == ErrorCode.Locked)
        {
            throw locked;
        }
    }

    private void Take(ShellFile file, RunPlan plan, string fingerprint)
    {
        if (plan.Variables.FirstOrDefault(static variable => !ShellNames.MayBeLoaded(variable.Name)) is { } special)
            throw new SecretsException(ErrorCode.Refused, $"{file.Place} sets {special.Name}, which means something to a shell itself, so nothing is loaded", "name what it shall load in 'env' or 'secrets'");
        Dictionary<string, byte[]?> former = [];
        foreach (NamedValue variable in plan.Variables)
            former[variable.Name] = _loaded.Former.TryGetValue(variable.Name, out byte[]? before) ? before : context.VariableBytes(variable.Name);
        LoadedState next = new(file.Mark, fingerprint, former);
        if (former.Count == 0)
            _answer.Unload(_loaded);
        else
            _answer.Load(_loaded, next, plan.Variables);
        foreach (string note in plan.Notes ?? [])
            context.Messages.Note(note);
        if (former.Count > 0)
            context.Messages.Note($"loaded {string.Join(", ", former.Keys)}");
    }

    private RunRequest Request(ShellFile file)
    {
        string text;
        try
        {
            text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(file.Content);
        }
        catch (DecoderFallbackException)
        {
            throw new SecretsException(ErrorCode.Invalid, $"{file.Place} is no text in UTF-8");
        }
        // Which other file is nearest to the working directory is of no interest: this one speaks for itself.
        (string? project, string? environment) = context.AskedScope(static _ => false);
        return new RunRequest(
            Configuration: text, FileName: ShellFile.Name, Format: "secrets", Program: shell.Name, Project: project, Environment: environment, Accepts: [RunParts.Variables]);
    }

    private static string Fingerprint(ShellFile file, RunDescription now)
    {
        StringBuilder text = new(file.Mark);
        text.Append(CultureInfo.InvariantCulture, $"\n{now.Scope}\n");
        foreach (RunSource source in now.Secrets)
            text.Append(CultureInfo.InvariantCulture, $"{source.Name} {source.Version}\n");
        return ShortHash.Of(Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static string Mark(string path, SecretsException exception) => ShortHash.Of(Encoding.UTF8.GetBytes($"{path}\n{exception.Message}"));
}
