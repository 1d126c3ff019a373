namespace Secrets.Tui.Commands.Io;

/// <summary>Whoever read our output has gone: <c>secrets list | head -1</c>. The command ends without a word, as by SIGPIPE.</summary>
internal sealed class ClosedPipeException : IOException;
