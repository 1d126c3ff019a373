using Secrets.Shared.Contract;
using Secrets.Tui.Commands.Syntax;

namespace Secrets.Tui.Commands;

/// <summary><c>secrets set</c>: writes secrets, all or none.</summary>
internal sealed class SetCommand : Command
{
    private readonly SecretOptions _options = new();
    private readonly Option _ifVersion = new("if-version", "only where this is the live version, 0: where there is none; else a conflict") { Value = "NUMBER" };

    public override CommandSyntax Syntax => new("set", CommandGroup.Secrets, "Set secrets, all or none")
    {
        Arguments = "NAME=VALUE…",
        Least = 1,
        Most = int.MaxValue,
        Completes = Completes.Assignments,
        Options = [_options.Stage, _ifVersion, .. _options.Details],
        Details =
        [
            "A value is kept byte for byte, at most 1 MiB of it. It can be given in these ways:",
            "",
            "  NAME             asks for it, without showing it; a pasted text may have several lines",
            "  NAME=-           standard input",
            "  NAME=@FILE       a file",
            "  NAME=VALUE       as it stands; other programs of yours can see it while the command runs",
            "  NAME VALUE       the same; here a VALUE that begins with '@' means itself, and '-' too",
            "",
            "With --generate the daemon makes the value, and nobody sees it. The recipes: password[:40] (characters), hex[:32] and",
            "base64[:32] (random bytes), uuid, rsa[:4096] (bits), ed25519, ssh-ed25519. Of a key pair the public half is printed.",
            "",
            "In a value that is set with --template, ${{ secrets.NAME }} stands for another secret, of the environment that a run is",
            "for: run, inject, export and get --resolved put its value there, get and edit show the text. $${{ is a literal ${{.",
            "The mark stays with later values until --literal.",
            "",
            "NAME alone with one of -d, -t, --write-only and --expires changes that about a secret which is there, and leaves its",
            "value. Only a new value takes --write-only away again: NAME=- --readable.",
        ],
        Examples =
        [
            "secrets set hf_token",
            "secrets set DATABASE_URL=postgres://localhost/app LOG_LEVEL=debug",
            "secrets set tls_key=@key.pem --description 'of the load balancer' --expires 90d",
            "pass show ci/token | tr -d '\\n' | secrets set ci_token=-",
            "secrets set db_password --generate password:40 --write-only",
            "secrets set 'DATABASE_URL=postgres://app:${{ secrets.db_password }}@db/app' --template",
            "secrets set deploy_key --generate ssh-ed25519 > deploy_key.pub",
        ],
    };

    public override int Run(CommandContext context, ParsedLine line)
    {
        using SetRequest request = IfVersion(line, Edit(context, line) ?? SecretInput.Read(context, line, _options, line.Has(_options.Stage)));
        SetReply reply = context.Call(daemon => daemon.SetAsync(request, CancellationToken.None));
        return Report(context, request, reply);
    }

    private SetRequest IfVersion(ParsedLine line, SetRequest request)
    {
        if (!line.Has(_ifVersion))
            return request;
        if (int.TryParse(line.Value(_ifVersion), out int expected) && expected >= 0 && request.Secrets.Count == 1)
            return request with { Secrets = [request.Secrets[0] with { ExpectedVersion = expected }] };
        request.Dispose();
        throw new SecretsException(ErrorCode.Invalid, "--if-version needs a number and one secret", "secrets history NAME");
    }

    /// <summary>What changes a secret that is there and leaves its value: NAME alone, and something to say about it. Null for anything else.</summary>
    private SetRequest? Edit(CommandContext context, ParsedLine line)
    {
        SetEntry details = SecretInput.Details(context, line, _options);
        bool says = details is not { Description: null, Tags: null, WriteOnly: null, ExpiresAt: null, NeverExpires: false, Template: null };
        if (!says || details.Generate is not null || details.WriteOnly == false || details.Template == true || line.Count != 1 || line[0].Contains('='))
            return null;
        SecretPath path = SecretInput.PathOf(context, line[0]);
        ListReply there = context.Call(daemon => daemon.ListAsync(new ListRequest(path.Scope), CancellationToken.None));
        if (!there.Secrets.Any(secret => secret.Name == path.Name))
            return null;
        context.Messages.Note($"the value of {path.Name} stays as it is");
        return new SetRequest([details with { Name = path.Name }], path.Scope, line.Has(_options.Stage));
    }

    /// <summary>Says what was written.</summary>
    public static int Report(CommandContext context, SetRequest request, SetReply reply)
    {
        if (!context.Json && reply.PublicKeys is { Count: > 0 } keys)
        {
            foreach (SetEntry secret in request.Secrets)
                context.Out.Write(keys.GetValueOrDefault(secret.Name, ""));
            return ExitCodes.Done;
        }
        if (!context.Json)
            return context.Done();
        JsonText.Write(context.Out, json =>
        {
            json.WriteStartArray();
            for (int i = 0; i < request.Secrets.Count; i++)
            {
                json.WriteStartObject();
                json.WriteString("name", request.Secrets[i].Name);
                json.WriteNumber("version", reply.Versions[i]);
                if (reply.PublicKeys?.TryGetValue(request.Secrets[i].Name, out string? publicKey) == true)
                    json.WriteString("publicKey", publicKey);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        });
        return ExitCodes.Done;
    }
}
