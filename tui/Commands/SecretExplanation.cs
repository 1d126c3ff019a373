using System.Text.Json;
using Secrets.Shared.Contract;

namespace Secrets.Tui.Commands;

/// <summary><c>secrets show --explain</c>: what decided about the scope, and which environment of the chain gives the secret.</summary>
internal static class SecretExplanation
{
    /// <summary>Asks the daemon and writes what it says.</summary>
    /// <param name="context">The outside world.</param>
    /// <param name="argument">The secret as it was named.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="SecretsException">NotFound, once the chain is written: no environment has it.</exception>
    public static int Write(CommandContext context, string argument)
    {
        (ScopeSetting project, ScopeSetting environment) = context.ExplainScope();
        SecretPath path = SecretPath.Parse(argument, new SecretScope(project.Name, environment.Name));
        int parts = argument.Split('/').Length;
        if (parts > 1)
            environment = new ScopeSetting(path.Scope.Environment, ScopeSource.Argument, argument);
        if (parts > 2)
            project = new ScopeSetting(path.Scope.Project, ScopeSource.Argument, argument);

        ExplainReply reply = context.Call(daemon => daemon.ExplainAsync(new DescribeRequest(path.Name, path.Scope), CancellationToken.None));
        if (context.Json)
            JsonText.Write(context.Out, json => WriteJson(json, path, project, environment, reply));
        else
            WriteText(context, path, project, environment, reply);
        if (reply.Secret is not null)
            return ExitCodes.Done;
        context.Out.Flush();
        throw new SecretsException(ErrorCode.NotFound, $"no secret named {path.Name} in {path.Scope}", "secrets list");
    }

    private static void WriteText(CommandContext context, SecretPath path, ScopeSetting project, ScopeSetting environment, ExplainReply reply)
    {
        Line("name", path.Name);
        Line("project", $"{project.Name}, {Decided(project)}");
        Line("environment", $"{environment.Name}, {Decided(environment)}");
        for (int i = 0; i < reply.Chain.Count; i++)
            Line(i == 0 ? "chain" : "", Describe(reply.Chain[i], reply.Environment));

        void Line(string label, string text) => context.Out.WriteLine($"{label,-12} {Printable.Line(text)}");
    }

    private static string Describe(ExplainStep step, string? winner)
    {
        string version = step.Version > 0 ? $", version {step.Version}" : "";
        return $"{step.Environment}: {step.Status}{version}{(step.Environment == winner ? ", this one counts" : "")}";
    }

    private static string Decided(ScopeSetting setting) => setting.Source switch
    {
        ScopeSource.Default => "the default",
        ScopeSource.Argument => "as the name says",
        ScopeSource.Variable => $"by the variable {setting.From}",
        _ => $"by {setting.From}",
    };

    private static void WriteJson(Utf8JsonWriter json, SecretPath path, ScopeSetting project, ScopeSetting environment, ExplainReply reply)
    {
        json.WriteStartObject();
        json.WriteString("name", path.Name);
        Write("project", project);
        Write("environment", environment);
        json.WriteStartArray("chain");
        foreach (ExplainStep step in reply.Chain)
        {
            json.WriteStartObject();
            json.WriteString("environment", step.Environment);
            json.WriteString("status", step.Status);
            json.WriteNumber("version", step.Version);
            json.WriteBoolean("counts", step.Environment == reply.Environment);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();

        void Write(string property, ScopeSetting setting)
        {
            json.WriteStartObject(property);
            json.WriteString("name", setting.Name);
            json.WriteString("source", setting.Source.ToString().ToLowerInvariant());
            json.WriteString("from", setting.From);
            json.WriteEndObject();
        }
    }
}
