using Secrets.Daemon.Runs.Configs.Nodes;

namespace Secrets.Daemon.Runs.Configs.Dstack;

/// <summary>One entry of <c>env</c> as written.</summary>
/// <param name="Name">Its name, POSIX.</param>
/// <param name="Text">Its value with references, or null where the caller's environment has it.</param>
/// <param name="At">Where it stands.</param>
internal sealed record DstackVariable(string Name, string? Text, Position At);
