namespace Secrets.Shared.Contract;

/// <summary>One entry of the audit log: what happened, to what, and who did it. Never a value.</summary>
/// <param name="Sequence">Its number in the chain, from 1.</param>
/// <param name="Time">When, by the daemon's clock.</param>
/// <param name="Action">What: <c>get</c>, <c>run</c>, <c>set</c>, <c>unlock</c>; shared/PROTOCOL.md has all.</param>
/// <param name="Names">The secrets, a thousand at most.</param>
/// <param name="NameCount">How many secrets there were.</param>
/// <param name="Pid">The caller's process; the daemon's own where nobody asked.</param>
/// <param name="Uid">The caller's user.</param>
/// <param name="Project">The project, or null where it was about the whole vault.</param>
/// <param name="Environment">The environment, or null where it was about the whole project or vault.</param>
/// <param name="Executable">The caller's program as the kernel told it, or null.</param>
/// <param name="Program">The program that a run starts, as the caller named it, or null.</param>
/// <param name="Detail">What else there is to say, for people, or null.</param>
public sealed record AuditRecord(
    long Sequence,
    DateTimeOffset Time,
    string Action,
    IReadOnlyList<string> Names,
    int NameCount,
    int Pid,
    uint Uid,
    string? Project = null,
    string? Environment = null,
    string? Executable = null,
    string? Program = null,
    string? Detail = null);
