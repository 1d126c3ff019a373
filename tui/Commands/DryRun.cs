using System.Text;
using Secrets.Shared.Contract;

namespace Secrets.Tui.Commands;

/// <summary>Tells what a run would be given, with every value masked.</summary>
internal static class DryRun
{
    /// <summary>Prints it.</summary>
    public static int Print(CommandContext context, RunPlan plan, byte[][] arguments, string folder)
    {
        if (context.Json)
            WriteJson(context, plan, arguments, folder);
        else
            WriteText(context, plan, arguments, folder);
        return ExitCodes.Done;
    }

    private static void WriteText(CommandContext context, RunPlan plan, byte[][] arguments, string folder)
    {
        foreach (NamedValue variable in plan.Variables)
            context.Out.WriteLine($"variable  {variable.Name}=*** ({variable.Value.Length} bytes)");
        foreach (string name in plan.FromCaller ?? [])
            context.Out.WriteLine($"variable  {name}, your own");
        foreach (RunFile file in plan.Files ?? [])
            context.Out.WriteLine($"file      {Place(file)}, {(file.LocalPath is { } local ? $"a copy of {Names.Printable(local)}" : $"{file.Content!.Length} bytes")}");
        if (plan.Registry is { } login)
            context.Out.WriteLine($"login     {Names.Printable(login.Registry)}");
        context.Out.WriteLine($"folder    {Printable.Line(folder)}");
        if (arguments.Length == 0)
            context.Out.WriteLine("command   (none: name one after --)");
        else
            context.Out.WriteLine($"command   {string.Join(' ', arguments.Select(argument => Quoted(Printable.Line(Encoding.UTF8.GetString(argument)))))}");
    }

    private static void WriteJson(CommandContext context, RunPlan plan, byte[][] arguments, string folder) => JsonText.Write(context.Out, json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("variables");
        foreach (NamedValue variable in plan.Variables)
        {
            json.WriteStartObject();
            json.WriteString("name", variable.Name);
            json.WriteNumber("bytes", variable.Value.Length);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("fromCaller");
        foreach (string name in plan.FromCaller ?? [])
            json.WriteStringValue(name);
        json.WriteEndArray();
        json.WriteStartArray("files");
        foreach (RunFile file in plan.Files ?? [])
        {
            json.WriteStartObject();
            json.WriteString("path", Place(file));
            if (file.LocalPath is not null)
                json.WriteString("localPath", file.LocalPath);
            else
                json.WriteNumber("bytes", file.Content!.Length);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteString("registry", plan.Registry?.Registry);
        json.WriteString("folder", folder);
        json.WriteStartArray("command");
        foreach (byte[] argument in arguments)
            json.WriteStringValue(Encoding.UTF8.GetString(argument));
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static string Place(RunFile file) => file.Path.StartsWith('/') ? Names.Printable(file.Path) : $"$SECRETS_DIR/{Names.Printable(file.Path)}";

    private static string Quoted(string text) =>
        text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || "-_./=:,@%+".Contains(c, StringComparison.Ordinal)) ? text : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
