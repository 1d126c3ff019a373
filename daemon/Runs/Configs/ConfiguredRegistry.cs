using Secrets.Daemon.Runs.Configs.Nodes;

namespace Secrets.Daemon.Runs.Configs;

/// <summary>The login to a container registry that a configuration asks for.</summary>
/// <param name="Registry">The registry's host, as Docker's own configuration names it.</param>
/// <param name="Username">The user.</param>
/// <param name="Password">The password or token.</param>
/// <param name="At">Where it stands.</param>
internal sealed record ConfiguredRegistry(string Registry, ValueTemplate Username, ValueTemplate Password, Position At);
