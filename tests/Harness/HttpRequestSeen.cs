namespace Secrets.Tests.Harness;

/// <summary>A request as it came.</summary>
/// <param name="Method">Its method.</param>
/// <param name="Path">Path and query.</param>
/// <param name="Headers">The headers, by name in any case.</param>
/// <param name="Body">What it brought.</param>
internal sealed record HttpRequestSeen(string Method, string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    /// <summary>A header, or null.</summary>
    public string? Header(string name) => Headers.GetValueOrDefault(name);
}
