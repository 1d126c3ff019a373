using Secrets.Shared.Contract;
using Secrets.Tui.Commands.Io;
using Secrets.Tui.Commands.Syntax;

namespace Secrets.Tui.Commands;

/// <summary><c>secrets inject</c>: a text with the values in the place of its references.</summary>
internal sealed class InjectCommand : Command
{
    private readonly Option _output = new("output", "write this file, at once or not at all, instead of standard output") { Short = 'o', Value = "FILE", Completes = Completes.Files };

    public override CommandSyntax Syntax => new("inject", CommandGroup.Runs, "Print a text with the secrets it refers to")
    {
        Arguments = "FILE",
        Least = 1,
        Most = 1,
        Completes = Completes.Files,
        Options = [_output],
        Details =
        [
            "FILE is a text of any kind; '-' is standard input. ${{ secrets.NAME }} and {{ RUNPOD_SECRET_NAME }} are references,",
            "everything else stays as it is, other double braces too; $${{ is a literal ${{.",
            "The FILE written by -o keeps its mode where it is there already, and is yours alone (0600) where it is not. A pipe or a",
            "device is written as it is.",
            "A program that can be given variables or files is better served by 'secrets run', which leaves nothing on the disk.",
        ],
        Examples = ["secrets inject app.conf.template -o app.conf", "secrets inject query.sql | psql"],
    };

    public override int Run(CommandContext context, ParsedLine line)
    {
        ConfigurationFile file = ConfigurationFile.Read(context, line[0]);
        using InjectReply reply = context.Call(daemon => daemon.InjectAsync(new InjectRequest(file.Text, file.Name, context.Scope), CancellationToken.None));
        string? output = line.Value(_output) is { } path and not "-" ? Path.GetFullPath(path, context.Folder()) : null;
        if (output is not null && !OpenEnd.IsStandardOutput(output))
        {
            if (!OpenEnd.TryWrite(output, reply.Text.Span))
                PrivateFile.Write(output, reply.Text.Span);
            return context.Done();
        }
        if (context.Out.IsTerminal && reply.Names.Count > 0)
            context.Messages.Warning($"the values of {string.Join(", ", reply.Names)} are shown on this terminal; -o FILE writes them to a file");
        context.Out.Write(reply.Text.Span);
        return ExitCodes.Done;
    }
}
