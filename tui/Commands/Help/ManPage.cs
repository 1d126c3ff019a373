using System.Text;
using Secrets.Tui.Commands.Syntax;

namespace Secrets.Tui.Commands.Help;

/// <summary>The manual page <c>secrets(1)</c>, written from the tables (groff's <c>man</c> macros).</summary>
internal static class ManPage
{
    private static readonly string[] ExitStatus =
    [
        "0 done; 1 other failure; 2 usage; 3 not found; 4 locked; 5 refused; 6 conflict; 7 daemon unreachable; 8 damaged or tampered data.",
        "run: the code of its command, 128 and the signal's number for a signal; 125 our failure before the start, 126 found but not executable, 127 not found.",
    ];

    private static readonly (string Name, string Help)[] Variables =
    [
        ("SECRETS_HOME", "keeps everything (vault, logs, pipe) under this directory"),
        ("SECRETS_PROJECT", "the project, where --project does not say it"),
        ("SECRETS_ENVIRONMENT", "the environment, where --env does not say it"),
        ("NO_COLOR", "no colours, whatever the terminal can"),
    ];

    /// <summary>The page.</summary>
    public static string Text()
    {
        StringBuilder page = new();
        page.Append(".TH SECRETS 1 \"\" \"secrets ").Append(VersionCommand.Release).Append("\" \"User Commands\"\n");
        page.Append(".SH NAME\nsecrets \\- keep secrets in an encrypted vault and give them to programs\n");
        page.Append(".SH SYNOPSIS\n.B secrets\n[\\fIOPTION\\fR]... \\fICOMMAND\\fR [\\fIARGUMENT\\fR]...\n");
        page.Append(".SH OPTIONS\nThey may stand before the command or after it.\n");
        Options(page, GlobalOptions.All);
        page.Append(".SH COMMANDS\n");
        foreach (CommandSyntax syntax in CommandTable.All())
            Command(page, syntax);
        page.Append(".SH EXIT STATUS\n").AppendJoin("\n.PP\n", ExitStatus.Select(Escaped)).Append('\n');
        page.Append(".SH ENVIRONMENT\n");
        foreach ((string name, string help) in Variables)
            page.Append(".TP\n.B ").Append(name).Append('\n').Append(Escaped(help)).Append('\n');
        return page.ToString();
    }

    private static void Command(StringBuilder page, CommandSyntax syntax)
    {
        page.Append(".SS \"").Append(Escaped(syntax.Usage)).Append("\"\n").Append(Escaped(syntax.Summary)).Append(".\n");
        if (syntax.Aliases.Count > 0)
            page.Append("Also: ").Append(Escaped(string.Join(", ", syntax.Aliases))).Append(".\n");
        if (syntax.Details.Count > 0)
            Literally(page, syntax.Details);
        Options(page, syntax.Options);
        if (syntax.Examples.Count > 0)
        {
            page.Append(".PP\nExamples:\n");
            Literally(page, [.. syntax.Examples.Select(example => "    " + example)]);
        }
    }

    private static void Literally(StringBuilder page, IReadOnlyList<string> lines) =>
        page.Append(".PP\n.nf\n").AppendJoin('\n', lines.Select(Escaped)).Append("\n.fi\n");

    private static void Options(StringBuilder page, IReadOnlyList<Option> options)
    {
        foreach (Option option in options)
            page.Append(".TP\n.B ").Append(Escaped(option.Synopsis.Trim())).Append('\n').Append(Escaped(option.Help)).Append('\n');
    }

    /// <summary>A line that begins with a dot or an apostrophe would be a request; a hyphen would become a typographic one.</summary>
    private static string Escaped(string text)
    {
        string escaped = text.Replace("\\", "\\e").Replace("-", "\\-").Replace("…", "...");
        return escaped is ['.' or '\'', ..] ? "\\&" + escaped : escaped;
    }
}
