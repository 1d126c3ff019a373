using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Secrets.Daemon.Runs.Configs;
using Secrets.Daemon.Runs.Configs.Nodes;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Runs;

/// <summary>Puts a plan together from what was asked for and the opened secrets. Dispose clears what did not get into the plan.</summary>
internal sealed class PlanAssembly(RunRequest request, RunConfiguration configuration, RunDemand demand, ResolvedSecrets secrets) : IDisposable
{
    private static readonly Dictionary<string, string> NoMapping = [];

    private readonly VariableSet _variables = new(demand.OwnNames.Count + configuration.Variables.Count);
    private readonly List<string> _fromCaller = [];
    private List<RunFile> _files = [];
    private SecretValue? _username;
    private SecretValue? _password;

    /// <summary>The plan. Called once.</summary>
    public RunPlan Complete()
    {
        // In the order of precedence: what is set first stays.
        foreach ((string variable, string name) in request.Mapping ?? NoMapping)
            _variables.Add(variable, secrets.Give(name));
        AddDeclared(configuration.Overrides);
        if (configuration.SecretsFirst)
            AddOwnNames();
        AddDeclared(configuration.Variables);
        if (!configuration.SecretsFirst)
            AddOwnNames();
        foreach (ConfiguredFile file in configuration.Files)
            _files.Add(new RunFile(file.Path, file.Content is null ? null : Content(file, file.Content), file.LocalPath, file.IsOptional ? true : null));
        foreach ((string path, string name) in request.Files ?? NoMapping)
            _files.Add(new RunFile(path, secrets.Give(name)));
        if (configuration.Registry is { } login)
        {
            _username = Render(login.Username);
            _password = Render(login.Password);
        }
        demand.Notes.AddRange(configuration.Notes);
        return Take();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _variables.Dispose();
        foreach (RunFile file in _files)
            file.Content?.Dispose();
        _username?.Dispose();
        _password?.Dispose();
    }

    private RunPlan Take()
    {
        RunPlan plan = new(
            _variables.Take(),
            OrNull(_fromCaller),
            configuration.Command,
            configuration.WorkingDirectory,
            OrNull(demand.Notes),
            OrNull(_files),
            configuration.Registry is { } login ? new RegistryLogin(login.Registry, _username!, _password!) : null,
            request.Accepts?.Contains(RunParts.Mask) == true ? secrets.Copies() : null);
        _files = [];
        _username = _password = null;
        return plan;
    }

    private static List<T>? OrNull<T>(List<T> items) => items.Count > 0 ? items : null;

    private void AddOwnNames()
    {
        foreach (string name in demand.OwnNames)
        {
            string variable = demand.VariableOf(name);
            if (!_variables.Contains(variable) && !_fromCaller.Contains(variable))
                _variables.Add(variable, secrets.Give(name));
        }
    }

    private void AddDeclared(IReadOnlyList<ConfiguredVariable> variables)
    {
        foreach (ConfiguredVariable variable in variables)
        {
            if (_variables.Contains(variable.Name))
                continue;
            if (variable.Value is null)
                _fromCaller.Add(variable.Name);
            else
                _variables.Add(variable.Name, Render(variable.Value));
        }
    }

    /// <summary>A value with its references resolved.</summary>
    private SecretValue Render(ValueTemplate template)
    {
        if (template.Parts is [{ IsSecret: true, Text: var only }])
            return secrets.Give(only);
        int length = 0;
        foreach (TemplatePart part in template.Parts)
            length += part.IsSecret ? secrets[part.Text].Length : Encoding.UTF8.GetByteCount(part.Text);
        SecretValue value = new(length);
        Span<byte> rest = value.Writable;
        foreach (TemplatePart part in template.Parts)
        {
            int written = part.IsSecret ? Copy(secrets[part.Text].Span, rest) : Encoding.UTF8.GetBytes(part.Text, rest);
            rest = rest[written..];
        }
        return value;
    }

    private static int Copy(ReadOnlySpan<byte> bytes, Span<byte> destination)
    {
        bytes.CopyTo(destination);
        return bytes.Length;
    }

    private SecretValue Content(ConfiguredFile file, ValueTemplate template)
    {
        SecretValue content = Render(template);
        if (!file.IsBase64)
            return content;
        // Decoded in place: the bytes are never longer than their text. White space, as base64(1) wraps it, is skipped.
        using (content)
        {
            if (Base64.DecodeFromUtf8InPlace(content.Writable, out int length) == OperationStatus.Done)
                return new SecretValue(content.Span[..length]);
        }
        string what = template.Parts is [{ IsSecret: true, Text: var name }] ? $"the secret {name}" : "what is given";
        throw new ConfigSource(request.FileName).Error(file.At, $"{what} for {Names.Printable(file.Path)} is not base64", "store it as: base64 < FILE | secrets set NAME=-");
    }
}
