using System.Text.Unicode;
using Secrets.Shared.Contract;

namespace Secrets.Tui.ViewModels;

/// <summary>Making a secret, or changing one. Nothing that was typed is lost by a failure.</summary>
/// <param name="link">The way to the daemon.</param>
/// <param name="secrets">The list that it belongs to.</param>
/// <param name="original">The secret to change; null for a new one.</param>
/// <param name="time">Tells the time.</param>
internal sealed class SecretFormViewModel(DaemonLink link, SecretsViewModel secrets, SecretEntry? original, TimeProvider time)
{
    /// <summary>What it was when the person began, or as somebody else has left it since.</summary>
    public SecretEntry? Original { get; private set; } = original;

    public bool IsNew { get; } = original is null;

    public bool IsBusy { get; private set; }

    /// <summary>What keeps it from being saved, or null.</summary>
    public string? Error { get; private set; }

    /// <summary>The field that the error is about, where it is about one.</summary>
    public SecretField? ErrorField { get; private set; }

    /// <summary>Set when somebody else saved meanwhile: theirs. Saving again puts what the form says above it.</summary>
    public SecretEntry? Theirs { get; private set; }

    public static string TagsText(SecretEntry? secret) => string.Join(' ', secret?.Tags ?? []);

    /// <summary>The date as it is written, or empty.</summary>
    public static string ExpiresText(SecretEntry? secret) =>
        secret?.ExpiresAt is { } expires ? expires.UtcDateTime.ToString(expires.UtcDateTime.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss'Z'") : "";

    public void ClearError()
    {
        Error = null;
        ErrorField = null;
    }

    /// <summary>Writes it down; the caller clears the draft. False when <see cref="Error"/> says why not.</summary>
    public async Task<bool> SaveAsync(SecretDraft draft)
    {
        ClearError();
        // A new one that met another of its name is no longer about that one when it gets another name.
        if (IsNew && Original is not null && Original.Name != draft.Name)
            Original = Theirs = null;
        if (!TryRead(draft, out DateTimeOffset? expires))
            return false;
        IsBusy = true;
        try
        {
            SetEntry entry = new(
                draft.Name,
                draft.Value,
                draft.Description == (Original?.Description ?? "") ? null : draft.Description,
                draft.Tags == TagsText(Original) ? null : Words(draft.Tags),
                draft.WriteOnly == (Original?.WriteOnly ?? false) ? null : draft.WriteOnly,
                expires,
                ExpectedVersion: Original?.Version ?? 0,
                Generate: draft.Generate,
                NeverExpires: draft.Expires.Length == 0 && Original?.ExpiresAt is not null);
            if (entry is { Value: null, Generate: null, Description: null, Tags: null, WriteOnly: null, ExpiresAt: null, NeverExpires: false })
                return true;
            await link.Daemon.SetAsync(new SetRequest([entry], secrets.Scope, draft.Stage), CancellationToken.None).ConfigureAwait(true);
            await secrets.RefreshAsync().ConfigureAwait(true);
            return true;
        }
        catch (SecretsException exception) when (exception.Code == ErrorCode.Conflict)
        {
            await MeetTheOtherAsync(draft.Name, exception).ConfigureAwait(true);
            return false;
        }
        catch (SecretsException exception)
        {
            Fail(null, exception.Hint is { } hint ? $"{exception.Message}: {hint}" : exception.Message);
            return false;
        }
        finally
        {
            IsBusy = false;
        }
    }

    /// <summary>The value that is there now (or theirs, after somebody else saved), to look at or to change. Null when <see cref="Error"/> says why not.</summary>
    public async Task<SecretValue?> LoadValueAsync(string name)
    {
        ClearError();
        try
        {
            GetReply reply = await link.Daemon.GetAsync(new GetRequest([name], secrets.Scope), CancellationToken.None).ConfigureAwait(true);
            SecretValue value = reply.Secrets[0].Value;
            if (Utf8.IsValid(value.Span))
                return value;
            value.Dispose();
            Fail(SecretField.Value, "the value is no text; a file can replace it: secrets set NAME=@FILE");
        }
        catch (SecretsException exception)
        {
            Fail(SecretField.Value, exception.Hint is { } hint ? $"{exception.Message}: {hint}" : exception.Message);
        }
        return null;
    }

    private bool TryRead(SecretDraft draft, out DateTimeOffset? expires)
    {
        expires = null;
        if (IsNew && !Names.IsName(draft.Name))
            return Fail(SecretField.Name, draft.Name.Length == 0 ? "a name is needed" : "letters, digits, '_', '.' and '-'; not '.' or '-' first");
        if (Original is null && secrets.All.Any(secret => secret.Name == draft.Name))
            return Fail(SecretField.Name, "there is one of this name: esc, then e edits it");
        if (draft.Value is not null && draft.Generate is not null)
            return Fail(SecretField.Value, "either type a value or have one made");
        if (Original is null && draft.Value is null && draft.Generate is null)
            return Fail(SecretField.Value, "a value is needed");
        if (draft.Expires == ExpiresText(Original) || draft.Expires.Length == 0)
            return true;
        try
        {
            expires = Expiry.Parse(draft.Expires, time.GetUtcNow());
            return true;
        }
        catch (SecretsException exception)
        {
            return Fail(SecretField.Expires, exception.Hint is { } hint ? $"{exception.Message}: {hint}" : exception.Message);
        }
    }

    /// <summary>Somebody else saved first. Theirs is told and can be looked at; saving again makes a newer version, and theirs stays in the history.</summary>
    private async Task MeetTheOtherAsync(string name, SecretsException conflict)
    {
        try
        {
            ExplainReply found = await link.Daemon.ExplainAsync(new DescribeRequest(name, secrets.Scope), CancellationToken.None).ConfigureAwait(true);
            // One that is inherited is not the one that was changed.
            Original = Theirs = found.Environment == secrets.Scope.Environment ? found.Secret : null;
        }
        catch (SecretsException exception) when (exception.Code == ErrorCode.NotFound)
        {
            Original = Theirs = null;
        }
        catch (SecretsException)
        {
            Fail(null, conflict.Message);
            return;
        }
        if (Theirs is null)
            Fail(null, "deleted elsewhere meanwhile; saving again makes it anew");
    }

    private bool Fail(SecretField? field, string error)
    {
        Error = error;
        ErrorField = field;
        return false;
    }

    private static string[] Words(string text) => text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
}
