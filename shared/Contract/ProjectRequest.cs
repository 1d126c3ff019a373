using System.Text.Json.Serialization;

namespace Secrets.Shared.Contract;

/// <summary>Makes a project, with one environment, or deletes one.</summary>
/// <param name="Name">Its name.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ProjectRequest(string Name);
