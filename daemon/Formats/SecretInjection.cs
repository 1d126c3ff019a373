using System.Text;
using Secrets.Daemon.Runs.Configs;
using Secrets.Daemon.Runs.Configs.Nodes;
using Secrets.Daemon.Vault;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Formats;

/// <summary>Texts with references, resolved by the vault's own <c>get</c>, with its refusals and records.</summary>
internal sealed class SecretInjection(IVault vault)
{
    /// <summary>The longest text with its values in it, in bytes: what a frame carries, escaped.</summary>
    private const int MaxLength = 1 << 20;

    /// <summary><c>secret.inject</c></summary>
    /// <exception cref="SecretsException">Locked; Refused: write-only; NotFound lists every missing name; Invalid: a reference is illegal, or the text too long.</exception>
    public async Task<InjectReply> InjectAsync(InjectRequest request, Caller caller, CancellationToken cancellationToken)
    {
        ConfigSource source = new(request.FileName);
        if (request.Text.Length > ConfigSource.MaxLength)
            throw source.Error(Position.Start, "longer than 1 MiB");
        ValueTemplate template = TextInterpolator.Split(request.Text, source);
        string[] names = [.. template.Parts.Where(static part => part.IsSecret).Select(static part => part.Text).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (names.Length == 0)
            return new InjectReply(Fill(template, [], source), names);
        using GetReply values = await vault.GetAsync(new GetRequest(names, request.Scope, Resolved: true), AccessKind.Inject, caller, cancellationToken).ConfigureAwait(false);
        Dictionary<string, SecretValue> byName = values.Secrets.ToDictionary(static secret => secret.Name, static secret => secret.Value, StringComparer.Ordinal);
        return new InjectReply(Fill(template, byName, source), names);
    }

    private static SecretValue Fill(ValueTemplate template, Dictionary<string, SecretValue> values, ConfigSource source)
    {
        long length = 0;
        foreach (TemplatePart part in template.Parts)
            length += part.IsSecret ? values[part.Text].Length : Encoding.UTF8.GetByteCount(part.Text);
        if (length > MaxLength)
            throw source.Error(Position.Start, "with the values in it, the text is longer than 1 MiB");
        SecretValue filled = new((int)length);
        Span<byte> rest = filled.Writable;
        foreach (TemplatePart part in template.Parts)
        {
            if (part.IsSecret)
                values[part.Text].Span.CopyTo(rest);
            rest = rest[(part.IsSecret ? values[part.Text].Length : Encoding.UTF8.GetBytes(part.Text, rest))..];
        }
        return filled;
    }
}
