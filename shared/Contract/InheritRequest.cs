using System.Text.Json.Serialization;

namespace Secrets.Shared.Contract;

/// <summary>Lets an environment inherit from another one, or from none any more.</summary>
/// <param name="Name">The environment.</param>
/// <param name="From">The environment of the same project that it inherits from; none when absent.</param>
/// <param name="Project">The project; the default one when absent.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record InheritRequest(string Name, string? From = null, string? Project = null);
