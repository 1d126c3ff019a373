using Secrets.Shared.Contract;
using Secrets.Tui.Commands.Syntax;

namespace Secrets.Tui.Commands;

/// <summary><c>secrets add</c>: sets one secret, and asks before it replaces one, as dstack does.</summary>
internal sealed class AddCommand : Command
{
    private readonly SecretOptions _options = new();

    public override CommandSyntax Syntax => new("add", CommandGroup.Secrets, "Set one secret; asks before it replaces one")
    {
        Arguments = "NAME [VALUE]",
        Least = 1,
        Most = 2,
        Completes = Completes.SecretNames,
        Options = _options.Details,
        Details = ["The value can be given in every way that 'set' knows. -y answers the question."],
    };

    public override int Run(CommandContext context, ParsedLine line)
    {
        if (line.Count == 2 && line[0].Contains('='))
            throw new SecretsException(ErrorCode.Invalid, "'add' sets one secret", "'set' sets several");
        int expected = ExpectedVersion(context, SecretInput.PathOf(context, line[0]));
        if (expected < 0)
            return ExitCodes.Failure;
        using SetRequest typed = SecretInput.Read(context, line, _options, stage: false);
        // The version that was looked at, so that nothing is replaced that nobody was asked about.
        SetRequest request = typed with { Secrets = [typed.Secrets[0] with { ExpectedVersion = expected }] };
        return SetCommand.Report(context, request, context.Call(daemon => daemon.SetAsync(request, CancellationToken.None)));
    }

    /// <summary>The version to be replaced, 0 where there is none, -1 where it must stay.</summary>
    private static int ExpectedVersion(CommandContext context, SecretPath path)
    {
        ListReply there = context.Call(daemon => daemon.ListAsync(new ListRequest(path.Scope), CancellationToken.None));
        if (there.Secrets.FirstOrDefault(secret => secret.Name == path.Name) is not { } secret)
            return 0;
        if (!context.Yes && !context.MayAsk)
            throw new SecretsException(ErrorCode.Conflict, $"there is a secret named {path.Name} already", "-y replaces it");
        if (Answers.Confirm(context, $"The secret {path.Name} exists already. Replace it?"))
            return secret.Version;
        context.Messages.Note("nothing was changed");
        return -1;
    }
}
