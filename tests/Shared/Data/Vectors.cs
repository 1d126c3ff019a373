namespace Secrets.Tests.Shared.Data;

/// <summary>Test data that others published, where <c>SECRETS_VECTORS</c> names its folder.</summary>
internal static class Vectors
{
    /// <summary>A file or a folder of it; null where there is none.</summary>
    public static string? Find(string name) =>
        Environment.GetEnvironmentVariable("SECRETS_VECTORS") is { Length: > 0 } folder && Path.Exists(Path.Combine(folder, name)) ? Path.Combine(folder, name) : null;
}
