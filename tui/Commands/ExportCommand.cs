using Secrets.Shared.Contract;
using Secrets.Tui.Commands.Syntax;

namespace Secrets.Tui.Commands;

/// <summary><c>secrets export</c>: prints secrets as a text for another tool.</summary>
internal sealed class ExportCommand : Command
{
    private readonly Option _format = new("format", "dotenv (the default), json, yaml, shell, docker, fly, dstack or runpod") { Value = "FORMAT" };

    public override CommandSyntax Syntax => new("export", CommandGroup.Secrets, "Print secrets as a text for another tool")
    {
        Arguments = "[NAME…]",
        Least = 0,
        Most = int.MaxValue,
        Completes = Completes.SecretNames,
        Options = [_format],
        Details =
        [
            "Without names, all secrets of the environment. A value that the format cannot carry is refused by name, and",
            "nothing is printed.",
            "The text holds values: pipe it to the tool it is for rather than into a file.",
        ],
        Examples =
        [
            "secrets export --format fly | fly secrets import",
            "eval \"$(secrets export --format shell DATABASE_URL)\"",
            "secrets export --format dstack | sh",
        ],
    };

    public override int Run(CommandContext context, ParsedLine line)
    {
        NamesInScope? asked = line.Count == 0 ? null : NamesInScope.Parse(line.Arguments, context.Scope);
        // --json is the global word for the same wish.
        string? format = line.Value(_format) ?? (context.Json ? "json" : null);
        using ExportReply reply = context.Call(daemon => daemon.ExportAsync(new ExportRequest(asked?.Names, format, asked?.Scope ?? context.Scope), CancellationToken.None));
        context.Out.Write(reply.Text.Span);
        return ExitCodes.Done;
    }
}
