using Secrets.Daemon.Runs.Configs;
using Secrets.Daemon.Runs.Configs.Nodes;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Runs;

/// <summary>Which secrets a run needs and which variables they become: request and configuration, checked before anything is opened.</summary>
internal sealed class RunDemand
{
    private readonly RunRequest _request;
    private readonly HashSet<string> _renamed = [];

    /// <exception cref="SecretsException">Invalid or Refused: what is asked for cannot be.</exception>
    public RunDemand(RunRequest request, RunConfiguration configuration)
    {
        _request = request;
        if (request.Prefix is { Length: > 0 } prefix && !Names.IsVariable(prefix))
            throw new SecretsException(ErrorCode.Invalid, $"'{Names.Printable(prefix)}' is no prefix of a variable's name");
        if (request.Mapping is not null)
            TakeMapping(request.Mapping);
        if (request.Files is not null)
            TakeFiles(request.Files, configuration);
        TakeReferences(configuration);
        if (request.Only is not null)
            TakeOnly(request.Only, configuration.AllSecrets);
        else if (configuration.AllSecrets)
            Choose = ChooseAll;
    }

    /// <summary>The secrets that the run cannot do without.</summary>
    public HashSet<string> Required { get; } = [];

    /// <summary>Picks the others out of all that there are, or null.</summary>
    public Func<IReadOnlyList<string>, IReadOnlyList<string>>? Choose { get; }

    /// <summary>The secrets that become variables under their own names.</summary>
    public List<string> OwnNames { get; } = [];

    /// <summary>What was left out, and why.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>The variable of a secret that goes by its own name.</summary>
    public string VariableOf(string name) => _request.Prefix is { Length: > 0 } prefix ? prefix + name : name;

    private void TakeMapping(IReadOnlyDictionary<string, string> mapping)
    {
        foreach ((string variable, string name) in mapping)
        {
            if (!Names.IsVariable(variable))
                throw new SecretsException(ErrorCode.Invalid, $"'{Names.Printable(variable)}' is no variable name", "letters, digits and '_', no digit first");
            if (IsRefused(variable))
                throw Refusal(variable);
            Required.Add(Names.Require(name, "secret name"));
            _renamed.Add(name);
        }
    }

    private void TakeFiles(IReadOnlyDictionary<string, string> files, RunConfiguration configuration)
    {
        List<string> paths = [.. configuration.Files.Select(file => file.Path)];
        foreach ((string path, string name) in files)
        {
            if (!MountPaths.IsPlain(path))
                throw new SecretsException(ErrorCode.Invalid, $"'{Names.Printable(path)}' is no path for a file", "a path without '.', '..', '//' and control characters");
            if (paths.Find(other => MountPaths.Collide(path, other)) is { } taken)
                throw new SecretsException(ErrorCode.Invalid, $"there cannot be files at both {Names.Printable(taken)} and {Names.Printable(path)}");
            paths.Add(path);
            Required.Add(Names.Require(name, "secret name"));
            _renamed.Add(name);
        }
    }

    private void TakeReferences(RunConfiguration configuration)
    {
        foreach (ConfiguredVariable variable in configuration.Overrides.Concat(configuration.Variables))
        {
            if (variable.Value is null)
                continue;
            if (IsRefused(variable.Name))
            {
                SecretsException refusal = Refusal(variable.Name);
                throw new ConfigSource(variable.File ?? _request.FileName).Error(variable.At, refusal.Message, refusal.Hint, refusal.Code);
            }
            TakeReferences(variable.Value, variable.File);
        }
        foreach (ConfiguredFile file in configuration.Files)
        {
            if (file.Content is not null)
                TakeReferences(file.Content);
        }
        if (configuration.Registry is { } login)
        {
            TakeReferences(login.Username);
            TakeReferences(login.Password);
        }
    }

    private void TakeReferences(ValueTemplate template, string? file = null)
    {
        foreach (TemplatePart part in template.Parts)
        {
            if (!part.IsSecret)
                continue;
            if (_request.Only is not null && !_request.Only.Contains(part.Text))
                throw new ConfigSource(file ?? _request.FileName).Error(part.At, $"this uses {part.Text}, which --only leaves out");
            Required.Add(part.Text);
        }
    }

    private void TakeOnly(IReadOnlyList<string> only, bool allSecrets)
    {
        foreach (string name in only)
        {
            Names.Require(name, "secret name");
            if (!allSecrets && !Required.Contains(name))
                throw new SecretsException(ErrorCode.Invalid, $"the configuration does not use {name}", $"--as {AsVariable(name)}={name} sets it besides");
            if (!allSecrets || _renamed.Contains(name))
                continue;
            string variable = VariableOf(name);
            if (!Names.IsVariable(variable))
                throw new SecretsException(ErrorCode.Invalid, $"'{variable}' is no variable name", $"map it with --as {AsVariable(name)}={name}");
            if (IsRefused(variable))
                throw Refusal(variable);
            if (Required.Add(name) || !OwnNames.Contains(name))
                OwnNames.Add(name);
        }
    }

    private List<string> ChooseAll(IReadOnlyList<string> all)
    {
        List<string>? refused = null;
        foreach (string name in all)
        {
            if (_renamed.Contains(name))
                continue;
            string variable = VariableOf(name);
            if (!Names.IsVariable(variable))
                Notes.Add($"{name} is not set: it is no variable name; map it with --as {AsVariable(name)}={name}");
            else if (IsRefused(variable))
                (refused ??= []).Add(variable);
            else
                OwnNames.Add(name);
        }
        return refused is null ? OwnNames : throw Refusal(string.Join(", ", refused));
    }

    private bool IsRefused(string variable) => !_request.Force && Names.IsRefusedTarget(variable);

    private static SecretsException Refusal(string variables) => new(
        ErrorCode.Refused, $"refusing to set {variables}, which can change the code that runs", "--force sets it, --only leaves it out");

    private static string AsVariable(string name) => name.Contains('.') || name.Contains('-') || char.IsAsciiDigit(name[0]) ? "NAME" : name;
}
