using System.Text;
using Secrets.Tui.Terminal.Widgets;

namespace Secrets.Tui.Views;

/// <summary>KEYS.md, made from the command tables.</summary>
internal static class KeysPage
{
    public static string Of(CommandTable list, CommandTable filter, CommandTable form, CommandTable file, CommandTable runs, CommandTable log, CommandTable audit, CommandTable access)
    {
        StringBuilder page = new();
        page.Append("# Keys of the full screen\n\nMade from the command tables of the program; a test holds it to them.\n");
        Add(page, "In the list", list);
        Add(page, "While a filter is typed", filter);
        Add(page, "In a form", form);
        Add(page, "In a file", file);
        Add(page, "In the runs", runs);
        Add(page, "In the log of a run", log);
        Add(page, "In the audit log", audit);
        Add(page, "In what opens the vault", access);
        page.Append("\nIn a form the keys of a shell's line edit the text: ctrl+a, ctrl+e, ctrl+b, ctrl+f, ctrl+u, ctrl+k, ctrl+w.\n");
        page.Append("The mouse selects, scrolls, and presses everything that the last row offers.\n");
        return page.ToString();
    }

    private static void Add(StringBuilder page, string title, CommandTable table)
    {
        page.Append($"\n## {title}\n\n| key | what it does |\n|---|---|\n");
        foreach (KeyCommand command in table.Commands)
            page.Append($"| {string.Join(", ", command.Keys.Select(key => $"`{key}`"))} | {command.Title} |\n");
    }
}
