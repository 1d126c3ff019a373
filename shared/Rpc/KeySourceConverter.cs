using System.Text.Json;
using System.Text.Json.Serialization;
using Secrets.Shared.Contract;

namespace Secrets.Shared.Rpc;

/// <summary><see cref="KeySource"/> as a word (<c>passphrase</c>, <c>keyFile</c>, <c>recovery</c>), never as a number.</summary>
public sealed class KeySourceConverter() : JsonStringEnumConverter<KeySource>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);
