using System.Text.Json;
using System.Text.Json.Serialization;
using Secrets.Shared.Contract;

namespace Secrets.Shared.Rpc;

/// <summary><see cref="ImportConflict"/> as a word (<c>fail</c>, <c>replace</c>, <c>skip</c>), never as a number.</summary>
public sealed class ImportConflictConverter() : JsonStringEnumConverter<ImportConflict>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);
