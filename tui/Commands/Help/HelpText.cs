using System.Text;
using Secrets.Tui.Commands.Syntax;

namespace Secrets.Tui.Commands.Help;

/// <summary>The help, written from the tables.</summary>
internal static class HelpText
{
    private static readonly (CommandGroup Group, string Title)[] Groups =
    [
        (CommandGroup.Secrets, "Secrets"),
        (CommandGroup.Runs, "Using them"),
        (CommandGroup.Vault, "Vault and daemon"),
        (CommandGroup.Tools, "More"),
    ];

    /// <summary>The help of all.</summary>
    public static string OfAll()
    {
        StringBuilder text = new();
        text.Append("Secrets keeps secrets in an encrypted vault on this machine and gives them to the programs that you start.\n\n");
        text.Append("Usage: secrets [OPTION]… COMMAND [ARGUMENT]…\n");
        foreach ((CommandGroup group, string title) in Groups)
        {
            text.Append('\n').Append(title).Append(":\n");
            foreach (CommandSyntax syntax in CommandTable.All())
            {
                if (syntax.Group == group)
                    Row(text, syntax.Name, syntax.Summary, 12);
            }
        }
        Options(text, "Options", GlobalOptions.All);
        text.Append("\n'secrets COMMAND --help' tells more. 'secrets secret COMMAND' is the same as 'secrets COMMAND'.\n");
        return text.ToString();
    }

    /// <summary>The help of one command.</summary>
    public static string Of(CommandSyntax syntax)
    {
        StringBuilder text = new();
        text.Append("Usage: ").Append(syntax.Usage).Append("\n\n").Append(syntax.Summary).Append(".\n");
        if (syntax.Aliases.Count > 0)
            text.Append("Also: ").AppendJoin(", ", syntax.Aliases).Append('\n');
        if (syntax.Details.Count > 0)
            text.Append('\n').AppendJoin('\n', syntax.Details).Append('\n');
        if (syntax.Options.Count > 0)
            Options(text, "Options", syntax.Options);
        Options(text, "Everywhere", GlobalOptions.All);
        if (syntax.Examples.Count > 0)
            text.Append("\nExamples:\n  ").AppendJoin("\n  ", syntax.Examples).Append('\n');
        return text.ToString();
    }

    private static void Options(StringBuilder text, string title, IReadOnlyList<Option> options)
    {
        int width = options.Max(option => option.Synopsis.Length) + 2;
        text.Append('\n').Append(title).Append(":\n");
        foreach (Option option in options)
            Row(text, option.Synopsis, option.Help, width);
    }

    private static void Row(StringBuilder text, string left, string right, int width) =>
        text.Append("  ").Append(left.PadRight(width)).Append(right).Append('\n');
}
