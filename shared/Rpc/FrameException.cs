namespace Secrets.Shared.Rpc;

/// <summary>The peer broke the framing, or a limit. The stream cannot be read on from here; close it.</summary>
/// <param name="message">The rule that was broken; never a part of the message.</param>
public sealed class FrameException(string message) : Exception(message);
