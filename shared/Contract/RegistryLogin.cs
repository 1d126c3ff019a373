namespace Secrets.Shared.Contract;

/// <summary>A login to a container registry, for the run's own Docker configuration.</summary>
/// <param name="Registry">The registry as Docker's configuration names it: <c>ghcr.io</c>, or <c>https://index.docker.io/v1/</c> for Docker Hub.</param>
/// <param name="Username">The user.</param>
/// <param name="Password">The password or token.</param>
public sealed record RegistryLogin(string Registry, SecretValue Username, SecretValue Password);
