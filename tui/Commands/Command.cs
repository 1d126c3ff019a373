using Secrets.Shared.Contract;
using Secrets.Tui.Commands.Syntax;

namespace Secrets.Tui.Commands;

/// <summary>A command: its table, and what it does.</summary>
internal abstract class Command
{
    /// <summary>Its table, read once.</summary>
    public abstract CommandSyntax Syntax { get; }

    /// <summary>Does it.</summary>
    /// <param name="context">Everything from the outside world.</param>
    /// <param name="line">What the person wrote; as many arguments as the table asks for.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="SecretsException">It could not be done.</exception>
    public abstract int Run(CommandContext context, ParsedLine line);

    /// <summary>The exit code for a failure.</summary>
    public virtual int ExitCodeOf(ErrorCode code) => ExitCodes.Of(code);
}
