using Secrets.Shared.Contract;
using Secrets.Tui.Commands.Syntax;

namespace Secrets.Tui.Commands;

/// <summary><c>secrets project</c>: the projects of the vault.</summary>
internal sealed class ProjectCommand : Command
{
    public override CommandSyntax Syntax => new("project", CommandGroup.Vault, "List, create, rename or delete projects")
    {
        Arguments = "[list|create|rename|delete] [NAME]…",
        Most = 3,
        Completes = Completes.Words,
        Words = ["list", "create", "rename", "delete"],
        Details =
        [
            "  list             every project with its environments; also where nothing else is said",
            "  create NAME      makes a project with an environment named 'default'",
            "  rename NAME NEW",
            "  delete NAME      with all that it holds, for good; asks for the name once more, and -y answers that",
        ],
        Examples = ["secrets project create llm", "secrets -p llm set hf_token"],
    };

    public override int Run(CommandContext context, ParsedLine line) => (line.Count == 0 ? "list" : line[0], line.Count) switch
    {
        ("list", <= 1) => List(context),
        ("create", 2) => Do(context, daemon => daemon.CreateProjectAsync(new ProjectRequest(line[1]), CancellationToken.None)),
        ("rename", 3) => Do(context, daemon => daemon.RenameProjectAsync(new RenameProjectRequest(line[1], line[2]), CancellationToken.None)),
        ("delete", 2) => Delete(context, line[1]),
        _ => throw new SecretsException(ErrorCode.Invalid, "'project' needs one of its words and the names that belong to it", "secrets project --help"),
    };

    private static int Do(CommandContext context, Func<ISecretsDaemon, Task> call)
    {
        context.Call(call);
        return context.Done();
    }

    private static int List(CommandContext context)
    {
        IReadOnlyList<ProjectEntry> projects = context.Call(daemon => daemon.ListProjectsAsync(CancellationToken.None)).Projects;
        if (context.Json)
        {
            JsonText.Write(context.Out, json =>
            {
                json.WriteStartArray();
                foreach (ProjectEntry project in projects)
                {
                    json.WriteStartObject();
                    json.WriteString("name", project.Name);
                    JsonText.Write(json, "environments", project.Environments);
                    json.WriteString("createdAt", project.CreatedAt);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
            });
            return ExitCodes.Done;
        }
        TextTable table = new("NAME", "CREATED", "ENVIRONMENTS");
        foreach (ProjectEntry project in projects)
            table.Add(project.Name, RelativeTime.Ago(project.CreatedAt, context.Clock.GetUtcNow()), string.Join(", ", project.Environments));
        table.Write(context.Out);
        return ExitCodes.Done;
    }

    private static int Delete(CommandContext context, string name)
    {
        if (!context.Yes)
        {
            IReadOnlyList<EnvironmentEntry> environments =
                context.Call(daemon => daemon.ListEnvironmentsAsync(new EnvironmentListRequest(name), CancellationToken.None)).Environments;
            string what = $"{Answers.Count(environments.Count, "environment")} and {Answers.Count(environments.Sum(static environment => environment.Secrets), "secret")}";
            if (!Answers.TypesName(context, $"This deletes the project {name} with {what}, for good.", name))
                return ExitCodes.Failure;
        }
        return Do(context, daemon => daemon.DeleteProjectAsync(new ProjectRequest(name), CancellationToken.None));
    }
}
