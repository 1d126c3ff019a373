using Secrets.Shared.Contract;
using Secrets.Tui.Terminal.Widgets;
using Secrets.Tui.ViewModels;

namespace Secrets.Tui.Views;

/// <summary>The one table of what can be done from the list. Hints, palette, help and KEYS.md follow it.</summary>
internal static class MainCommands
{
    public static IEnumerable<KeyCommand> Of(MainLayer layer, SecretActions actions, ScopeActions scopes, VersionActions versions, CopyActions copies, InheritedActions inherited, AccessActions access, ScreenViewModel model, Table<SecretEntry> table)
    {
        bool HasVault() => model.Secrets.State is ListState.Empty or ListState.NoMatch or ListState.Rows;
        bool HasSelection() => model.Secrets.State == ListState.Rows && table.Selected is not null;
        return
        [
            new(["R"], "Read the list again, start the daemon", "Vault", actions.Refresh)
            {
                HintNow = () => model.Link.State == LinkState.Away ? "start the daemon" : "try again",
                HintWhen = () => model.Link.State == LinkState.Away || model.Secrets.State == ListState.Failed,
            },
            new(["i"], "Make the vault", "Vault", actions.Init) { Hint = "make the vault", When = () => model.Vault.IsMissing },
            new(["u"], "Unlock the vault", "Vault", actions.Unlock) { Hint = "unlock", When = () => model.Vault.IsLocked },
            new(["v"], "Staged changes, to deploy or discard", "Versions", versions.ShowStaged)
            {
                Hint = "staged",
                HintWhen = () => model.Secrets.StagedCount > 0,
                When = () => model.Vault.Status is { Initialized: true },
            },
            new(["n"], "New secret", "Secrets", actions.New) { Hint = "new", When = HasVault },
            new(["e"], "Edit value, description, tags and expiry", "Secrets", actions.Edit) { Hint = "edit", When = HasSelection },
            new(["r"], "Reveal or hide the value", "Secrets", actions.Reveal) { Hint = "reveal", When = HasSelection },
            new(["y"], "Copy the value, for 45 seconds", "Secrets", actions.Copy) { Hint = "copy", When = HasSelection },
            new(["p"], "Copy a reference", "Secrets", actions.CopyReference) { Hint = "reference", When = HasSelection },
            new(["d"], "Delete", "Secrets", actions.Delete) { Hint = "delete", When = HasSelection },
            new(["/"], "Filter: words, or !words to leave out", "List", layer.StartFilter) { Hint = "filter", When = () => model.Secrets.Listed.Count > 0 },
            new(["b"], "Show or leave out what is inherited", "List", inherited.Toggle) { Hint = "inherited", When = () => model.Parents.Count > 0 },
            new([":", "ctrl+p"], "Find a command", "Screen", layer.OpenPalette) { Hint = "commands" },
            new(["s"], "Another project or environment", "Vault", scopes.Pick) { Hint = "scope", When = () => model.Vault.Status is { Initialized: true } },
            new(["h"], "History, and the way back to a version", "Versions", versions.ShowHistory) { Hint = "history", When = HasSelection },
            new(["z"], "Undo the last change", "Versions", versions.Undo) { Hint = "undo", When = HasVault },
            new(["Z"], "Redo what was undone", "Versions", versions.Redo) { When = HasVault },
            new(["space"], "Mark, to delete or export several", "Secrets", layer.Mark) { Hint = "mark", When = HasSelection },
            new(["*"], "Mark all that are shown, or none", "Secrets", actions.MarkAll) { When = HasSelection },
            new(["f"], "Put a reference into a file", "Secrets", actions.ReferInFile) { Hint = "into a file", When = HasVault },
            new(["m"], "Rename", "Secrets", copies.Rename) { Hint = "rename", When = HasSelection },
            new(["c"], "Copy to another environment", "Secrets", copies.Copy) { When = HasSelection },
            new(["M"], "Move to another environment", "Secrets", copies.Move) { When = HasSelection },
            new(["I"], "Import a file", "Secrets", actions.Import) { Hint = "import", When = HasVault },
            new(["x"], "Export the marked ones, or all", "Secrets", actions.Export) { Hint = "export", When = () => model.Secrets.All.Count > 0 },
            new(["w"], "Watch the detached runs and their logs", "Runs", layer.ShowRuns) { Hint = "runs", HintWhen = () => model.Vault.Status is { Initialized: true } },
            new(["enter"], "Show the details", "Secrets", actions.ShowDetails) { When = HasSelection },
            new(["esc"], "Show all, hide the value, unmark all", "List", layer.Escape),
            new(["L"], "Lock the vault", "Vault", actions.Lock) { Hint = "lock", When = () => model.Vault.Status is { Locked: false } },
            new(["a"], "Audit log: who used what", "Vault", access.ShowAudit) { Hint = "audit", When = () => model.Vault.Status is { Initialized: true } },
            new(["K"], "What opens the vault", "Vault", access.ShowAccess) { When = () => model.Vault.Status is { Initialized: true } },
            new(["?", "f1"], "Help", "Screen", layer.OpenHelp) { Hint = "help", IsPinned = true },
            new(["T"], "Next theme", "Screen", layer.NextTheme),
            new(["ctrl+l"], "Draw everything anew", "Screen", layer.Redraw),
            new(["ctrl+z"], "Stop until the shell continues it", "Screen", layer.Suspend),
            new(["q"], "Quit", "Screen", () => layer.Quit(0)) { Hint = "quit" },
            new(["ctrl+c"], "Quit at once", "Screen", () => layer.Quit(130)),
            .. table.Commands,
        ];
    }
}
