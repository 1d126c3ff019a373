using Secrets.Shared.Contract;
using Secrets.Tui.Commands.Syntax;

namespace Secrets.Tui.Commands;

/// <summary>What <c>deploy</c> and <c>discard</c> have in common.</summary>
internal static class StagingText
{
    /// <summary>Reads the names; without one, all that is staged.</summary>
    public static (StagingRequest Request, SecretScope Scope) Request(CommandContext context, ParsedLine line)
    {
        if (line.Count == 0)
            return (new StagingRequest(null, context.Scope), context.Scope);
        NamesInScope asked = NamesInScope.Parse(line.Arguments, context.Scope);
        return (new StagingRequest(asked.Names, asked.Scope), asked.Scope);
    }

    /// <summary>Says what was done with each.</summary>
    public static int Write(CommandContext context, SecretScope scope, StagingReply reply, Func<StagedSecret, string> describe)
    {
        if (context.Json)
        {
            JsonText.Write(context.Out, json =>
            {
                json.WriteStartArray();
                foreach (StagedSecret secret in reply.Secrets)
                {
                    json.WriteStartObject();
                    json.WriteString("name", secret.Name);
                    json.WriteNumber("version", secret.Version);
                    json.WriteBoolean("removal", secret.Removal);
                    json.WriteNumber("replaces", secret.Replaces);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
            });
            return ExitCodes.Done;
        }
        if (reply.Secrets.Count == 0)
        {
            context.Messages.Note($"nothing is staged in {scope}; 'secrets set NAME --stage' stages a value");
            return ExitCodes.Done;
        }
        if (!context.Quiet)
        {
            foreach (StagedSecret secret in reply.Secrets)
                context.Out.WriteLine($"{secret.Name}: {describe(secret)}");
        }
        return context.Done();
    }
}
