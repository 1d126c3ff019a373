using System.Text.Json.Serialization;

namespace Secrets.Daemon.Audit;

/// <summary>One entry of the audit log; its JSON is what is encrypted. Fields may be added, never renamed. Never a value.</summary>
/// <param name="Time">When, by this machine's clock.</param>
/// <param name="Action">One of <see cref="AuditWords"/>; a later release may know more.</param>
/// <param name="Project">The scope's project; empty where it was about the whole vault.</param>
/// <param name="Environment">The scope's environment; empty where it was about the project or the vault.</param>
/// <param name="Names">The secrets whose values left, or that were changed.</param>
/// <param name="Pid">The caller's process.</param>
/// <param name="Uid">The caller's user.</param>
/// <param name="Executable">The caller's program, or null where it could not be read.</param>
/// <param name="Program">The name of the program that a run starts, or null.</param>
/// <param name="Secrets">The ids of the secrets.</param>
/// <param name="Detail">What else there is to say, for people, or null.</param>
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
    IReadOnlyList<long>? Secrets = null,
    string? Detail = null)
{
    /// <summary>The entry's number in the chain, from 1; bound to the body by its associated data, not part of it.</summary>
    [JsonIgnore]
    public long Sequence { get; init; }
}
