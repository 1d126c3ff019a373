using System.Text;
using System.Text.Json.Nodes;
using Secrets.Tests.Harness;

namespace Secrets.Tests.EndToEnd.Credentials;

/// <summary>
/// As much of an engine as the docker client needs to log in, pull and build (Docker Engine API: SystemPing, SystemAuth, ImageCreate,
/// ImageBuild). It pulls nothing; it remembers with which logins it was asked.
/// </summary>
internal sealed class FakeEngine(string socket) : IDisposable
{
    private readonly HttpServer _server = HttpServer.OnSocket(socket, Answer);

    /// <summary>The login that the last pull or push brought, or null.</summary>
    public JsonNode? PullLogin => Decoded("/images/", "X-Registry-Auth");

    /// <summary>The logins that the last build brought, by registry, or null.</summary>
    public JsonNode? BuildLogins => Decoded("/build", "X-Registry-Config");

    /// <summary>What the last login sent, or null.</summary>
    public JsonNode? Login => _server.Seen.LastOrDefault(static request => request.Path.EndsWith("/auth", StringComparison.Ordinal)) is { } request
        ? JsonNode.Parse(request.Body)
        : null;

    public void Dispose() => _server.Dispose();

    private JsonNode? Decoded(string path, string header)
    {
        string? text = _server.Seen.LastOrDefault(request => request.Path.Contains(path, StringComparison.Ordinal))?.Header(header);
        if (string.IsNullOrEmpty(text))
            return null;
        text = text.Replace('-', '+').Replace('_', '/');
        return JsonNode.Parse(Convert.FromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '=')));
    }

    private static HttpAnswer Answer(HttpRequestSeen request)
    {
        string path = request.Path.Split('?')[0];
        const string Version = "Api-Version: 1.41";
        return path switch
        {
            _ when path.EndsWith("/_ping", StringComparison.Ordinal) => new HttpAnswer("200 OK", "OK"u8.ToArray(), Version, "OSType: linux", "Content-Type: text/plain"),
            _ when path.EndsWith("/version", StringComparison.Ordinal) => HttpAnswer.Json("""{"Version":"24.0","ApiVersion":"1.41","MinAPIVersion":"1.24","Os":"linux","Arch":"amd64"}""", Version),
            _ when path.EndsWith("/info", StringComparison.Ordinal) => HttpAnswer.Json("""{"ID":"x","OSType":"linux","IndexServerAddress":"https://index.docker.io/v1/"}""", Version),
            _ when path.EndsWith("/auth", StringComparison.Ordinal) => HttpAnswer.Json("""{"Status":"Login Succeeded","IdentityToken":""}""", Version),
            _ when path.EndsWith("/images/create", StringComparison.Ordinal) => HttpAnswer.Json("{\"status\":\"pulled\"}\n", Version),
            _ when path.EndsWith("/build", StringComparison.Ordinal) => HttpAnswer.Json("{\"stream\":\"built\\n\"}\n", Version),
            _ => new HttpAnswer("404 Not Found", Encoding.UTF8.GetBytes("""{"message":"the fake engine has no such page"}"""), Version, "Content-Type: application/json"),
        };
    }
}
