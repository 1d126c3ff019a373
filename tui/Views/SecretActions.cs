using Secrets.Shared.Contract;
using Secrets.Tui.Terminal;
using Secrets.Tui.Terminal.Widgets;
using Secrets.Tui.ViewModels;

namespace Secrets.Tui.Views;

/// <summary>What a person can do from the list: opens dialogs, calls the model, and says how it went.</summary>
/// <param name="model">The screen's model.</param>
/// <param name="loop">Where dialogs open.</param>
/// <param name="toast">Says how it went.</param>
/// <param name="inherited">What can be done with what is inherited.</param>
/// <param name="selected">The selected secret, or null.</param>
internal sealed class SecretActions(ScreenViewModel model, ScreenLoop loop, Toast toast, InheritedActions inherited, Func<SecretEntry?> selected)
{
    public SecretEntry? Selected => selected();

    public void New() => loop.Open(new SecretFormLayer(model, toast, null, []));

    /// <summary>A new secret whose value was pasted.</summary>
    public void NewFrom(ReadOnlySpan<char> pasted) => loop.Open(new SecretFormLayer(model, toast, null, pasted));

    public void Edit() => WithSelected(secret => inherited.WithOwn(secret, () => loop.Open(new SecretFormLayer(model, toast, secret, []))));

    public void Delete() => WithSelected(secret =>
    {
        if (model.Secrets.Marks.Count > 0)
            loop.Open(new DeleteLayer(model, toast, model.Secrets.Marks.Names));
        else
            inherited.WithOwn(secret, () => loop.Open(new DeleteLayer(model, toast, [secret.Name])));
    });

    /// <summary>Opens a file to put references into, the selected secret's first.</summary>
    public void ReferInFile() => loop.Open(new FileLayer(model, toast, Selected?.Name));

    public void Import() => loop.Open(new ImportLayer(model, toast));

    public void Export() => loop.Open(new ExportLayer(model, toast, model.Secrets.Marks.Count > 0 ? model.Secrets.Marks.Names : null));

    /// <summary>Marks the selected one, or takes its mark away. What is inherited has none; the selection goes on all the same.</summary>
    public void Mark() => WithSelected(secret =>
    {
        if (model.Secrets.BaseOf(secret.Name) is { } environment)
            toast.Show($"{secret.Name} belongs to {environment}; only what is here can be marked", ToastKind.Warning);
        else
            model.Secrets.Marks.Toggle(secret.Name);
    });

    /// <summary>Marks all that are shown and not inherited, or none.</summary>
    public void MarkAll() => model.Secrets.Marks.ToggleAll([.. model.Secrets.Shown.Select(secret => secret.Name).Where(name => model.Secrets.BaseOf(name) is null)]);

    /// <summary><c>1 secret</c>, <c>2 secrets</c></summary>
    public static string Count(int secrets) => $"{secrets} secret{(secrets == 1 ? "" : "s")}";

    public void ShowDetails() => WithSelected(_ => loop.Open(new DetailsLayer(model, this)));

    public void Reveal()
    {
        if (model.Reveal.Name is not null)
            model.Reveal.Hide();
        else
            WithSelected(secret => WithOpenVault(() => model.Reveal.ShowAsync(secret.Name)));
    }

    public void Copy() => WithSelected(secret => WithOpenVault(async () =>
    {
        string? way = await model.CopyValueAsync(secret.Name).ConfigureAwait(true);
        if (way is null)
            toast.Show($"too long for the terminal's clipboard; secrets get {secret.Name} prints it", ToastKind.Warning);
        else
            toast.Show($"{secret.Name} copied ({way}); taken back in {model.Clipboard.SecondsLeft} s", ToastKind.Good);
    }));

    public void CopyReference() => WithSelected(secret => loop.Open(new PickerLayer(
        $"Refer to {secret.Name} as",
        [.. SecretReference.AllOf(secret.Name).Select(reference => new PickerItem(reference.Text, reference.Where, () => CopyText(reference.Text)))])));

    public void Unlock() => loop.Open(new UnlockLayer(model, toast, () => { }));

    public void Init() => loop.Open(new InitLayer(model, toast));

    public void Lock() => loop.Start(async () =>
    {
        await model.LockAsync().ConfigureAwait(true);
        toast.Show("locked", ToastKind.Good);
    });

    public void Refresh() => loop.Start(model.RefreshAsync);

    /// <summary>Says what failed.</summary>
    public void Tell(Exception exception)
    {
        // Only what has been written for people is shown; anything else is a defect and ends the program.
        if (exception is not SecretsException known)
            throw new InvalidOperationException("a view failed", exception);
        // Said here and not in the hint: in a form the key would be a letter of the text.
        string start = known.Code == ErrorCode.Unreachable ? "; R starts it" : "";
        toast.Show((known.Hint is { } hint ? $"{known.Message}: {hint}" : known.Message) + start, ToastKind.Bad);
    }

    /// <summary>Does something that needs keys; where the vault is locked, asks for the passphrase first and goes on afterwards.</summary>
    private void WithOpenVault(Func<Task> action) => loop.Start(async () =>
    {
        try
        {
            await action().ConfigureAwait(true);
        }
        catch (SecretsException exception) when (exception.Code == ErrorCode.Locked)
        {
            model.Vault.SetLocked(true);
            loop.Open(new UnlockLayer(model, toast, () => loop.Start(action)));
        }
    });

    private void CopyText(string text) => loop.Start(async () =>
    {
        string? way = await model.Clipboard.CopyTextAsync(text).ConfigureAwait(true);
        toast.Show(way is null ? "there is no clipboard here" : $"{text} copied ({way})", way is null ? ToastKind.Warning : ToastKind.Good);
    });

    private void WithSelected(Action<SecretEntry> action)
    {
        if (Selected is { } secret)
            action(secret);
    }
}
