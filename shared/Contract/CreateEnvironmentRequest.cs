using System.Text.Json.Serialization;

namespace Secrets.Shared.Contract;

/// <summary>Makes an environment.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Project">The project; the default one when absent.</param>
/// <param name="Inherits">The environment of the same project that it inherits from, or null.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record CreateEnvironmentRequest(string Name, string? Project = null, string? Inherits = null);
