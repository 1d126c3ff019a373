namespace Secrets.Shared.Rpc;

/// <summary>Reads the result of a method from its JSON; throws <see cref="System.Text.Json.JsonException"/> where it does not fit.</summary>
public delegate TReply ReadResult<out TReply>(ReadOnlySpan<byte> json);
