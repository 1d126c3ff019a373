using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Secrets.Daemon.Rpc;
using Secrets.Shared.Rpc;

namespace Secrets.Tests.Shared.Client;

/// <summary>A method that takes its time, unless it is cancelled.</summary>
internal static partial class SlowMethod
{
    public static Method Row => new TypedMethod<Slow, int>(
        "slow", LockNeed.None, Capability.None, AuditClass.None, SlowJson.Default.Slow, SlowJson.Default.Int32, async (request, _, cancellationToken) =>
        {
            await Task.Delay(request.Milliseconds, cancellationToken);
            return request.Milliseconds;
        });

    public static RpcCall<string> Call(int milliseconds) => new(
        "slow", output => output.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"[{milliseconds}]"))), json => Encoding.ASCII.GetString(json));

    internal sealed record Slow(int Milliseconds);

    [JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
    [JsonSerializable(typeof(Slow))]
    [JsonSerializable(typeof(int))]
    private sealed partial class SlowJson : JsonSerializerContext;
}
