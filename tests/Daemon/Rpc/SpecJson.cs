using System.Text.Json;
using System.Text.Json.Serialization;

namespace Secrets.Tests.Daemon.Rpc;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(SpecMethods.Difference))]
[JsonSerializable(typeof(SpecMethods.One))]
[JsonSerializable(typeof(SpecMethods.Three))]
[JsonSerializable(typeof(SpecMethods.Five))]
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class SpecJson : JsonSerializerContext;
