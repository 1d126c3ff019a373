using Secrets.Shared.Contract;
using Secrets.Tui.Commands.Syntax;

namespace Secrets.Tui.Commands;

/// <summary><c>secrets environment</c>: the environments of a project.</summary>
internal sealed class EnvironmentCommand : Command
{
    private readonly Option _inherits = new("inherits", "with 'create': the environment that gives what this one lacks") { Value = "NAME" };
    private readonly Option _none = new("none", "with 'inherit': from no other any more");

    public override CommandSyntax Syntax => new("environment", CommandGroup.Vault, "List, create, rename or delete environments, and let them inherit")
    {
        Aliases = ["env"],
        Arguments = "[list|create|rename|delete|inherit] [NAME]…",
        Most = 3,
        Completes = Completes.Words,
        Words = ["list", "create", "rename", "delete", "inherit"],
        Options = [_inherits, _none],
        Details =
        [
            "  list               the environments of the project; also where nothing else is said",
            "  create NAME        makes an environment; --inherits names one that gives what this one lacks",
            "  rename NAME NEW",
            "  delete NAME        with all that it holds, for good; asks for the name once more, and -y answers that",
            "  inherit NAME FROM  lets NAME inherit from FROM, or with --none from no other",
            "",
            "--project says which project. 'show --explain' tells where a secret comes from.",
        ],
        Examples = ["secrets environment create dev --inherits base", "secrets -e dev run -- ./serve"],
    };

    public override int Run(CommandContext context, ParsedLine line)
    {
        string verb = line.Count == 0 ? "list" : line[0];
        if ((line.Has(_inherits) && verb != "create") || (line.Has(_none) && verb != "inherit"))
            throw Usage();
        string project = context.Scope.Project;
        return (verb, line.Count + (line.Has(_none) ? 1 : 0)) switch
        {
            ("list", <= 1) => List(context, project),
            ("create", 2) => Do(context, daemon => daemon.CreateEnvironmentAsync(new CreateEnvironmentRequest(line[1], project, line.Value(_inherits)), CancellationToken.None)),
            ("rename", 3) => Do(context, daemon => daemon.RenameEnvironmentAsync(new RenameEnvironmentRequest(line[1], line[2], project), CancellationToken.None)),
            ("delete", 2) => Delete(context, project, line[1]),
            ("inherit", 3) => Do(context, daemon => daemon.InheritAsync(new InheritRequest(line[1], line.Has(_none) ? null : line[2], project), CancellationToken.None)),
            _ => throw Usage(),
        };
    }

    private static int Do(CommandContext context, Func<ISecretsDaemon, Task> call)
    {
        context.Call(call);
        return context.Done();
    }

    private static int List(CommandContext context, string project)
    {
        IReadOnlyList<EnvironmentEntry> environments = Environments(context, project);
        if (context.Json)
        {
            JsonText.Write(context.Out, json =>
            {
                json.WriteStartArray();
                foreach (EnvironmentEntry environment in environments)
                {
                    json.WriteStartObject();
                    json.WriteString("name", environment.Name);
                    json.WriteString("inherits", environment.Inherits);
                    json.WriteNumber("secrets", environment.Secrets);
                    json.WriteString("createdAt", environment.CreatedAt);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
            });
            return ExitCodes.Done;
        }
        TextTable table = new("NAME", "INHERITS", "SECRETS", "CREATED");
        foreach (EnvironmentEntry environment in environments)
            table.Add(environment.Name, environment.Inherits ?? "-", environment.Secrets.ToString(), RelativeTime.Ago(environment.CreatedAt, context.Clock.GetUtcNow()));
        table.Write(context.Out);
        return ExitCodes.Done;
    }

    private static int Delete(CommandContext context, string project, string name)
    {
        if (!context.Yes)
        {
            // Nobody is asked about what is not there; what the daemon says then is the better message.
            EnvironmentEntry? there = Environments(context, project).FirstOrDefault(environment => environment.Name == name);
            if (there is not null && !Answers.TypesName(context, $"This deletes the environment {project}/{name} with {Answers.Count(there.Secrets, "secret")}, for good.", name))
                return ExitCodes.Failure;
        }
        return Do(context, daemon => daemon.DeleteEnvironmentAsync(new EnvironmentRequest(name, project), CancellationToken.None));
    }

    private static IReadOnlyList<EnvironmentEntry> Environments(CommandContext context, string project) =>
        context.Call(daemon => daemon.ListEnvironmentsAsync(new EnvironmentListRequest(project), CancellationToken.None)).Environments;

    private static SecretsException Usage() =>
        new(ErrorCode.Invalid, "'environment' needs one of its words and the names that belong to it", "secrets environment --help");
}
