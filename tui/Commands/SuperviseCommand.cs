using Secrets.Shared.Contract;
using Secrets.Tui.Commands.Supervision;
using Secrets.Tui.Commands.Syntax;

namespace Secrets.Tui.Commands;

/// <summary><c>secrets __supervise FOLDER NAME COMMANDLINE…</c>: the supervisor of a detached run, with the command line that asked for it.</summary>
internal sealed class SuperviseCommand : Command
{
    public override CommandSyntax Syntax => new("__supervise", CommandGroup.Hidden, "Keep a detached run going") { Least = 3, Most = int.MaxValue, EndsAtFirstArgument = true };

    public override int ExitCodeOf(ErrorCode code) => ExitCodes.RunFailed;

    public override int Run(CommandContext context, ParsedLine line)
    {
        RunCommand command = new() { Supervision = new DetachedSupervision(context, line[0], line[1]) };
        ParsedLine inner = new(context.Arguments);
        int place = Parser.Read(context.Arguments, line.Places[2], [], endsAtFirstArgument: true, inner);
        CommandSyntax syntax = command.Syntax;
        int rest = Parser.Read(context.Arguments, place + 1, syntax.Options, syntax.EndsAtFirstArgument, inner);
        while (rest < context.Arguments.Length)
            inner.Places.Add(rest++);
        context.Apply(inner);
        return command.Run(context, inner);
    }
}
