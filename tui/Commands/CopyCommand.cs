using Secrets.Shared.Contract;
using Secrets.Tui.Commands.Syntax;

namespace Secrets.Tui.Commands;

/// <summary><c>secrets copy</c> and <c>secrets move</c>: from one environment to another, inside the vault.</summary>
/// <param name="move">Whether the secrets are deleted where they were.</param>
internal sealed class CopyCommand(bool move) : Command
{
    private readonly Option _to = new("to", "where to, an environment or PROJECT/ENVIRONMENT") { Value = "SCOPE" };
    private readonly Option _name = new("name", "what the one secret is called there") { Value = "NAME" };
    private readonly Option _replace = new("replace", "write new versions of secrets that are there");

    public override CommandSyntax Syntax => new(move ? "move" : "copy", CommandGroup.Secrets, move ? "Move secrets to another environment, all or none" : "Copy secrets to another environment, all or none")
    {
        Aliases = move ? ["mv"] : ["cp"],
        Arguments = "NAME… --to SCOPE",
        Least = 1,
        Most = int.MaxValue,
        Completes = Completes.SecretNames,
        Options = [_to, _name, _replace],
        Details =
        [
            "The values go from one place to the other inside the daemon and are shown to nobody, so that a write-only secret",
            move ? "can be moved too, and stays write-only. What is moved leaves its history behind." : "can be copied too, and stays write-only. What is said about a secret goes with it; its history does not.",
        ],
        Examples = move
            ? ["secrets move hf_token --to prod"]
            : ["secrets copy DATABASE_URL hf_token --to staging", "secrets copy hf_token --to llm/dev --name HF_TOKEN"],
    };

    public override int Run(CommandContext context, ParsedLine line)
    {
        NamesInScope asked = NamesInScope.Parse(line.Arguments, context.Scope);
        if (line.Value(_to) is null && line.Value(_name) is null)
            throw new SecretsException(ErrorCode.Invalid, "nothing says where to", $"secrets {Syntax.Name} NAME --to ENVIRONMENT");
        SecretScope to = line.Value(_to) is { } text ? SecretPath.Parse($"{text}/{asked.Names[0]}", asked.Scope).Scope : asked.Scope;
        CopyRequest request = new(asked.Names, to, asked.Scope, line.Value(_name), line.Has(_replace) || context.Yes, move);
        try
        {
            context.Call(daemon => daemon.CopyAsync(request, CancellationToken.None));
        }
        catch (SecretsException exception) when (exception.Code == ErrorCode.Conflict && !request.Replace && context.MayAsk && exception.Hint?.StartsWith("--replace", StringComparison.Ordinal) == true)
        {
            context.Prompt.Say(exception.Message);
            if (!Answers.IsYes(context.Prompt.ReadLine("Replace them? [y/N]: ") ?? "n", whenEmpty: false))
                throw;
            context.Call(daemon => daemon.CopyAsync(request with { Replace = true }, CancellationToken.None));
        }
        return context.Done();
    }
}
