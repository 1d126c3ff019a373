using System.Text.Json.Serialization;

namespace Secrets.Shared.Contract;

/// <summary>Asks for the environments of a project.</summary>
/// <param name="Project">The project; the default one when absent.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record EnvironmentListRequest(string? Project = null);
