using System.Text.Json.Serialization;

namespace Secrets.Shared.Contract;

/// <summary>Deletes an environment.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Project">The project; the default one when absent.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record EnvironmentRequest(string Name, string? Project = null);
