using System.Text;

namespace Secrets.Tests.Harness;

/// <summary>What a server of a test answers.</summary>
/// <param name="Status">Status and reason: <c>200 OK</c>.</param>
/// <param name="Body">The content.</param>
/// <param name="Headers">Further headers, a line each.</param>
internal sealed record HttpAnswer(string Status, byte[] Body, params string[] Headers)
{
    public static HttpAnswer Json(string text, params string[] headers) => new("200 OK", Encoding.UTF8.GetBytes(text), ["Content-Type: application/json", .. headers]);
}
