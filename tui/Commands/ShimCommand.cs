using Secrets.Shared.Contract;
using Secrets.Tui.Commands.Shims;
using Secrets.Tui.Commands.Syntax;

namespace Secrets.Tui.Commands;

/// <summary><c>secrets shim</c>: tools that get their secrets by themselves.</summary>
internal sealed class ShimCommand : Command
{
    private readonly Option _secret = new("secret", "a secret that the tool gets; may be given several times") { Value = "[VARIABLE=]NAME", Completes = Completes.SecretNames };

    public override CommandSyntax Syntax => new("shim", CommandGroup.Runs, "Give a tool its secrets whenever it is called")
    {
        Arguments = "add|remove TOOL, or list",
        Least = 1,
        Most = 2,
        Completes = Completes.Words,
        Words = ["add", "list", "remove"],
        Options = [_secret],
        Details =
        [
            "A shim is a script of two lines, of the tool's own name, in a folder that stands first in your PATH. It runs the tool",
            "that the rest of PATH finds, through 'secrets run', with the secrets of the scope that it was made in.",
        ],
        Examples =
        [
            "secrets shim add psql --secret PGPASSWORD=db_password",
            "secrets shim list",
        ],
    };

    public override int Run(CommandContext context, ParsedLine line)
    {
        ShimFolder shims = new(context.Paths, context.Variable("PATH"));
        switch (line.Arguments)
        {
            case ["list"]:
                return List(context, shims);
            case ["add", var tool]:
                Add(context, shims, Plain(tool), line.Values(_secret) ?? []);
                return context.Done();
            case ["remove", var tool]:
                shims.Remove(Plain(tool));
                return context.Done();
            default:
                throw new SecretsException(ErrorCode.Invalid, "'shim' needs add TOOL, remove TOOL or list", "secrets shim --help");
        }
    }

    private static int List(CommandContext context, ShimFolder shims)
    {
        if (context.Json)
        {
            JsonText.Write(context.Out, json =>
            {
                json.WriteStartArray();
                foreach (string tool in shims.Tools())
                    json.WriteStringValue(tool);
                json.WriteEndArray();
            });
            return ExitCodes.Done;
        }
        TextTable table = new("TOOL", "RUNS");
        foreach (string tool in shims.Tools())
            table.Add(Printable.Line(tool), Printable.Line(shims.Line(tool)));
        table.Write(context.Out);
        NotePath(context, shims);
        return ExitCodes.Done;
    }

    private static void Add(CommandContext context, ShimFolder shims, string tool, IReadOnlyList<string> secrets)
    {
        List<string> words = [Environment.ProcessPath ?? "secrets", "exec-shim", "-p", context.Scope.Project, "-e", context.Scope.Environment];
        if (secrets.Count > 0)
            words.AddRange(["--only", string.Join(',', secrets.Select(NameOf).Distinct())]);
        HashSet<string> variables = [];
        foreach (string secret in secrets)
        {
            string variable = secret[..Math.Max(secret.IndexOf('='), 0)];
            bool mapped = secret.Contains('=');
            Check(mapped ? variable : secret, mapped, variables);
            if (mapped)
                words.AddRange(["--as", secret]);
        }
        words.AddRange(["--", tool]);
        string home = context.Paths.Home is { } place ? $"SECRETS_HOME={ShellText.Quote(place)}; export SECRETS_HOME; " : "";
        shims.Write(tool, $"{home}exec {string.Join(' ', words.Select(ShellText.Quote))} \"$@\"");
        if (shims.Real(tool) is null)
            context.Messages.Warning($"there is no {tool} on your PATH yet");
        WarnOfMissing(context, secrets);
        NotePath(context, shims);
    }

    private static string NameOf(string secret) => Names.Require(secret[(secret.IndexOf('=') + 1)..], "secret name");

    /// <summary>What every call of the shim would fail with is said now.</summary>
    private static void Check(string variable, bool mapped, HashSet<string> variables)
    {
        if (!Names.IsVariable(variable))
        {
            throw new SecretsException(
                ErrorCode.Invalid, $"'{Names.Printable(variable)}' is no variable name", mapped ? "letters, digits and '_', no digit first" : $"--secret VARIABLE={variable}");
        }
        if (Names.IsRefusedTarget(variable))
            throw new SecretsException(ErrorCode.Refused, $"refusing to set {variable}, which can change the code that runs", "give the variable another name");
        if (!variables.Add(variable))
            throw new SecretsException(ErrorCode.Invalid, $"--secret sets {variable} twice");
    }

    private static void WarnOfMissing(CommandContext context, IReadOnlyList<string> secrets)
    {
        // Only where somebody can tell at once; a shim may well be made before its secrets.
        if (secrets.Count == 0 || context.Daemon.TryConnect() is not { } daemon)
            return;
        try
        {
            daemon.DescribeRunAsync(new RunRequest(context.Scope, Only: [.. secrets.Select(NameOf).Distinct()], Mapping: Mapping(secrets)), CancellationToken.None).Result();
        }
        catch (SecretsException exception)
        {
            context.Messages.Warning(exception.Message);
        }
    }

    private static Dictionary<string, string> Mapping(IReadOnlyList<string> secrets) =>
        secrets.Where(static secret => secret.Contains('=')).ToDictionary(static secret => secret[..secret.IndexOf('=')], NameOf);

    private static void NotePath(CommandContext context, ShimFolder shims)
    {
        if (!shims.IsOnPath)
            context.Messages.Note($"put the shims on your PATH, in your shell's start-up file: PATH={ShellText.Quote(shims.Place)}:$PATH");
    }

    private static string Plain(string tool) => tool.Length is > 0 and < 200 && !tool.Contains('/') && tool[0] is not ('.' or '-') && tool != "secrets" && !tool.Any(char.IsControl)
        ? tool
        : throw new SecretsException(ErrorCode.Invalid, $"'{Names.Printable(tool)}' cannot have a shim", "give the tool's name alone, as you type it");
}
