using System.Text.Json.Serialization;

namespace Secrets.Daemon.Audit;

/// <summary>One entry of the audit log; its JSON is what is encrypted. Fields may be added, never renamed. Never a value.</summary>
/// <param name="Time">When, by this machine's clock.</param>
/// <param name="Action"><c>get</c>, <c>run</c>, <c>rollback</c>, <c>copy</c> or <c>scan</c>.</param>
/// <param name="Project">The scope's project.</param>
/// <param name="Environment">The scope's environment.</param>
/// <param name="Names">The secrets whose values left.</param>
/// <param name="Pid">The caller's process.</param>
/// <param name="Uid">The caller's user.</param>
/// <param name="Executable">The caller's program, or null where it could not be read.</param>
/// <param name="Program">The name of the program that a run starts, or null.</param>
/// <param name="Secrets">The ids of the secrets.</param>
internal sealed record AuditEntry(
    DateTimeOffset Time,
    string Action,
    string Project,
    string Environment,
    IReadOnlyList<string> Names,
    int Pid,
    uint Uid,
    string? Executable = null,
    string? Program = null,
    IReadOnlyList<long>? Secrets = null)
{
    /// <summary>The entry's number in the chain, from 1; bound to the body by its associated data, not part of it.</summary>
    [JsonIgnore]
    public long Sequence { get; init; }
}
