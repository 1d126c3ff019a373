using System.Text;

namespace Secrets.Tests.Harness;

/// <summary>What to start, in bytes: arguments and environments need not be UTF-8, which System.Diagnostics.Process cannot say.</summary>
/// <param name="Program">The program's path.</param>
/// <param name="Arguments">The arguments after the program's name.</param>
internal sealed record Launched(string Program, IReadOnlyList<byte[]> Arguments)
{
    /// <summary>The whole environment, <c>NAME=value</c> each.</summary>
    public IReadOnlyList<byte[]> Environment { get; init; } = [];

    /// <summary>What it reads; empty means the end at once.</summary>
    public byte[] Input { get; init; } = [];

    /// <summary>Where it starts, or null for the tests' own folder.</summary>
    public string? Folder { get; init; }

    /// <summary>How long it may take before it is killed.</summary>
    public TimeSpan Timeout { get; init; } = Bounded.Default;

    /// <summary>Arguments as text.</summary>
    public static IReadOnlyList<byte[]> Bytes(IEnumerable<string> texts) => [.. texts.Select(Encoding.UTF8.GetBytes)];
}
