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
        ],
        Examples =
        [
            "secrets set hf_token",
            "secrets set DATABASE_URL=postgres://localhost/app LOG_LEVEL=debug",
            "secrets set tls_key=@key.pem --description 'of the load balancer' --expires 90d",
            "pass show ci/token | tr -d '\\n' | secrets set ci_token=-",
        ],
    };

    public override int Run(CommandContext context, ParsedLine line)
    {
        using SetRequest request = IfVersion(line, SecretInput.Read(context, line, _options, line.Has(_options.Stage)));
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

    /// <summary>Says what was written.</summary>
    public static int Report(CommandContext context, SetRequest request, SetReply reply)
    {
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
                json.WriteEndObject();
            }
            json.WriteEndArray();
        });
        return ExitCodes.Done;
    }
}
