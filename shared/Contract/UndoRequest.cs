using System.Text.Json.Serialization;

namespace Secrets.Shared.Contract;

/// <summary>Undoes the last change of a scope's secrets.</summary>
/// <param name="Scope">The scope; the default one when absent.</param>
/// <param name="Redo">True: only if the last change is an undo, which is done again. False: only if it is none. Absent: whatever it is.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record UndoRequest(SecretScope? Scope = null, bool? Redo = null);
