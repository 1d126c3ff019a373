using Secrets.Tui.Commands.Doctor;
using Secrets.Tui.Commands.Syntax;

namespace Secrets.Tui.Commands;

/// <summary><c>secrets doctor</c>: looks at everything that can be wrong, and says what to do.</summary>
internal sealed class DoctorCommand : Command
{
    public override CommandSyntax Syntax => new("doctor", CommandGroup.Tools, "Look at everything that can be wrong, and say what to do")
    {
        Details = ["Ends with 1 when something does not work; a warning alone is 0."],
    };

    public override int Run(CommandContext context, ParsedLine line)
    {
        List<Finding> findings = Examination.Of(context);
        if (context.Json)
            WriteJson(context, findings);
        else
            WriteText(context, findings);
        return findings.Exists(finding => finding.Level == FindingLevel.Bad) ? ExitCodes.Failure : ExitCodes.Done;
    }

    private static void WriteText(CommandContext context, List<Finding> findings)
    {
        foreach (Finding finding in findings)
        {
            context.Out.WriteLine($"{Word(finding.Level),-5} {finding.What,-12} {Printable.Line(finding.Text)}");
            if (finding.Advice is not null)
                context.Out.WriteLine($"{"",-18} → {Printable.Line(finding.Advice)}");
        }
    }

    private static void WriteJson(CommandContext context, List<Finding> findings) => JsonText.Write(context.Out, json =>
    {
        json.WriteStartArray();
        foreach (Finding finding in findings)
        {
            json.WriteStartObject();
            json.WriteString("check", finding.What);
            json.WriteString("result", Word(finding.Level));
            json.WriteString("finding", finding.Text);
            json.WriteString("advice", finding.Advice);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    private static string Word(FindingLevel level) => level switch
    {
        FindingLevel.Good => "ok",
        FindingLevel.Warning => "warn",
        _ => "bad",
    };
}
