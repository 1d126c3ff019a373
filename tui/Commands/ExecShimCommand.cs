using System.Text;
using Secrets.Shared.Contract;
using Secrets.Tui.Commands.Shims;
using Secrets.Tui.Commands.Syntax;

namespace Secrets.Tui.Commands;

/// <summary><c>secrets exec-shim</c>: what a shim calls. As <c>run</c>, but the program is looked for past the shims, so that none finds itself.</summary>
internal sealed class ExecShimCommand : Command
{
    private readonly RunCommand _run = new();

    public override CommandSyntax Syntax => _run.Syntax with { Name = "exec-shim", Group = CommandGroup.Hidden, Least = 1 };

    public override int ExitCodeOf(ErrorCode code) => ExitCodes.RunFailed;

    public override int Run(CommandContext context, ParsedLine line)
    {
        if (new ShimFolder(context.Paths, context.Variable("PATH")).Real(line[0]) is not { } program)
        {
            context.Messages.Error($"no program named '{Names.Printable(line[0])}' on the PATH but its shim");
            return ExitCodes.RunNotFound;
        }
        _run.Program = Encoding.UTF8.GetBytes(program);
        return _run.Run(context, line);
    }
}
