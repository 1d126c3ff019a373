using System.Text.Json.Serialization;

namespace Secrets.Daemon.Rpc;

/// <summary>What only the server reads.</summary>
[JsonSerializable(typeof(NoParams))]
internal sealed partial class ServerJson : JsonSerializerContext;
