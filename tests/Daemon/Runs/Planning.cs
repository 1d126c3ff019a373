using System.Text;
using Secrets.Daemon.Runs;
using Secrets.Daemon.Vault;
using Secrets.Shared.Contract;
using Xunit;

namespace Secrets.Tests.Daemon.Runs;

/// <summary>Plans a run and shows the plan as text.</summary>
internal static class Planning
{
    public static RunPlan Plan(FakeVault vault, RunRequest request) =>
        new RunPlanner(vault).PlanAsync(request, new Caller(1, 0), CancellationToken.None).GetAwaiter().GetResult();

    /// <summary>Plans a configuration, with a vault that has every secret named here, each with the value <c>NAME!</c>.</summary>
    public static RunPlan Plan(string configuration, string fileName, params string[] secrets) =>
        Plan(VaultWith(secrets), new RunRequest(Configuration: configuration, FileName: fileName));

    public static FakeVault VaultWith(params string[] secrets)
    {
        FakeVault vault = new();
        foreach (string name in secrets)
            vault.With(name, $"{name}!");
        return vault;
    }

    public static SecretsException Refusal(Action plan) => Assert.Throws<SecretsException>(plan);

    /// <summary>Plans for a caller that can do everything.</summary>
    public static RunPlan PlanAll(string configuration, string fileName, params string[] secrets) =>
        Plan(VaultWith(secrets), new RunRequest(Configuration: configuration, FileName: fileName, Accepts: [RunParts.Files, RunParts.Registry]));

    /// <summary>The message of the error that a configuration gives, whatever the caller can do.</summary>
    public static string Mistake(string configuration, string fileName, params string[] secrets)
    {
        SecretsException refusal = Refusal(() => PlanAll(configuration, fileName, secrets));
        Assert.Equal(ErrorCode.Invalid, refusal.Code);
        return refusal.Message;
    }

    /// <summary>Every file as <c>path=content</c> or <c>path&lt;local path</c>, in order.</summary>
    public static string[] ShownFiles(this RunPlan plan) =>
        [.. (plan.Files ?? []).Select(file => file.Content is null ? $"{file.Path}<{file.LocalPath}" : $"{file.Path}={Encoding.UTF8.GetString(file.Content.Span)}")];

    /// <summary>The login as <c>registry user password</c>.</summary>
    public static string? ShownRegistry(this RunPlan plan) => plan.Registry is { } login
        ? $"{login.Registry} {Encoding.UTF8.GetString(login.Username.Span)} {Encoding.UTF8.GetString(login.Password.Span)}"
        : null;

    /// <summary>The command with its words apart, or null.</summary>
    public static string? ShownCommand(this RunPlan plan) => plan.Command is null ? null : string.Join('|', plan.Command);

    /// <summary>Every variable as <c>NAME=value</c>, by name.</summary>
    public static string[] Shown(this RunPlan plan) =>
        [.. plan.Variables.Select(variable => $"{variable.Name}={Encoding.UTF8.GetString(variable.Value.Span)}").Order(StringComparer.Ordinal)];
}
