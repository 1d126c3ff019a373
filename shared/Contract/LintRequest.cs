using System.Text.Json.Serialization;

namespace Secrets.Shared.Contract;

/// <summary>Asks what is wrong with a run configuration, or with the references of any other text.</summary>
/// <param name="Text">The text.</param>
/// <param name="FileName">Its file's name, for detection.</param>
/// <param name="Format">The format where detection is not wanted: <c>dstack</c>, or <c>text</c> for what is no run configuration.</param>
/// <param name="Project">The project where it was asked for: it wins over the configuration's.</param>
/// <param name="Environment">The environment where it was asked for.</param>
/// <param name="Scope">Where is looked for what neither these nor the text itself say.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record LintRequest(string Text, string? FileName = null, string? Format = null, string? Project = null, string? Environment = null, SecretScope? Scope = null);
