namespace Secrets.Shared.Contract;

/// <summary>A file that a run sees, for as long as it runs, and nobody else. It has either content or a local path.</summary>
/// <param name="Path">Where the program looks for it: absolute, or relative to the run's own folder where the request asked for that.</param>
/// <param name="Content">Its bytes.</param>
/// <param name="LocalPath">The caller's file that it is a copy of, relative to the configuration's folder or absolute.</param>
/// <param name="Optional">True where the program has another way to the same value, so that a run without the file is still of use.</param>
public sealed record RunFile(string Path, SecretValue? Content = null, string? LocalPath = null, bool? Optional = null);
