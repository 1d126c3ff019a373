using System.Text.Json.Serialization;

namespace Secrets.Shared.Contract;

/// <summary>Asks for everything that a run needs. The caller's environment and arguments are not part of it.</summary>
/// <param name="Scope">The scope whose secrets the run gets; when absent, the one that the configuration names, else the default one.</param>
/// <param name="Configuration">The run configuration's text, or null: all secrets of the scope become variables.</param>
/// <param name="FileName">The configuration's file name, for detection and messages.</param>
/// <param name="Format">The format where detection is not wanted: <c>dstack</c>.</param>
/// <param name="Only">The only secrets to use, or null for all. A missing one is an error.</param>
/// <param name="Mapping">Variable name to secret name (<c>--as VAR=name</c>), or null.</param>
/// <param name="Prefix">Put before each variable's name that comes from a secret's own name, or null.</param>
/// <param name="Force">Whether refused targets (PATH, LD_*, …) may be set.</param>
/// <param name="Program">The name of the program to be run, for the audit record only; never its arguments.</param>
/// <param name="Project">The project where only it was asked for: it wins over the configuration's. Not together with a scope.</param>
/// <param name="Environment">The environment where only it was asked for. Not together with a scope.</param>
/// <param name="Accepts">What the caller can do besides setting variables (<see cref="RunParts"/>), or null.</param>
/// <param name="Files">Path to secret name (<c>--file NAME=PATH</c>), or null: files besides the configuration's. A relative path is seen from the run's own folder.</param>
/// <param name="EnvFiles">File name to text (<c>--env-file</c>), or null: <c>NAME=value</c> lines, with references; they win over the configuration's variables.</param>
/// <param name="Process">Which one of a configuration's several processes is meant (Fly's <c>[processes]</c>), or null.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record RunRequest(
    SecretScope? Scope = null,
    string? Configuration = null,
    string? FileName = null,
    string? Format = null,
    IReadOnlyList<string>? Only = null,
    IReadOnlyDictionary<string, string>? Mapping = null,
    string? Prefix = null,
    bool Force = false,
    string? Program = null,
    string? Project = null,
    string? Environment = null,
    IReadOnlyList<string>? Accepts = null,
    IReadOnlyDictionary<string, string>? Files = null,
    IReadOnlyDictionary<string, string>? EnvFiles = null,
    string? Process = null);
