using System.Globalization;
using Secrets.Shared.Contract;

namespace Secrets.Tui.Commands.Credentials;

/// <summary>
/// Logins that docker and git keep with us: in a project of their own, wherever the tool was called. Each is a secret whose value is the
/// password; where it is for and who the user is are its tags, which can be listed without opening a value.
/// </summary>
/// <param name="context">The outside world.</param>
/// <param name="tool">The tool, which names the environment.</param>
internal sealed class LoginStore(CommandContext context, string tool)
{
    private const string Project = "logins";
    private const string PlacePrefix = "for:";
    private const string UserPrefix = "user:";
    private const int MaxNamePart = 150;

    private readonly SecretScope _scope = new(Project, tool);

    /// <summary>All of them; none where nothing was kept yet.</summary>
    public List<Login> All()
    {
        try
        {
            List<Login> logins = [];
            foreach (SecretEntry entry in context.Call(daemon => daemon.ListAsync(new ListRequest(_scope), CancellationToken.None)).Secrets)
            {
                string? place = Tag(entry, PlacePrefix), user = Tag(entry, UserPrefix);
                if (entry.Version > 0 && place is not null && user is not null)
                    logins.Add(new Login(entry.Name, place, user));
            }
            return logins;
        }
        catch (SecretsException exception) when (exception.Code == ErrorCode.NotFound && exception.Hint != "secrets init")
        {
            return [];
        }
    }

    /// <summary>Opens a login's password. The caller disposes the reply.</summary>
    public GetReply Open(Login login) => context.Call(daemon => daemon.GetAsync(new GetRequest([login.Name], _scope), CancellationToken.None));

    /// <summary>Keeps a login, in the place of an earlier one of the same name.</summary>
    public void Keep(Login login, SecretValue password)
    {
        if (PlacePrefix.Length + login.Place.Length > Names.MaxLength || UserPrefix.Length + login.User.Length > Names.MaxLength)
            throw new SecretsException(ErrorCode.Invalid, "the address or the user's name is too long to be kept");
        SetEntry entry = new(login.Name, password, $"{login.User} at {login.Place}", [PlacePrefix + login.Place, UserPrefix + login.User]);
        SetRequest request = new([entry], _scope);
        try
        {
            context.Call(daemon => daemon.SetAsync(request, CancellationToken.None));
        }
        catch (SecretsException exception) when (exception.Code == ErrorCode.NotFound && exception.Hint != "secrets init")
        {
            Unless(ErrorCode.Conflict, daemon => daemon.CreateProjectAsync(new ProjectRequest(Project), CancellationToken.None));
            Unless(ErrorCode.Conflict, daemon => daemon.CreateEnvironmentAsync(new CreateEnvironmentRequest(tool, Project), CancellationToken.None));
            context.Call(daemon => daemon.SetAsync(request, CancellationToken.None));
        }
    }

    /// <summary>Forgets a login.</summary>
    public void Forget(Login login) => Unless(ErrorCode.NotFound, daemon => daemon.DeleteAsync(new DeleteRequest([login.Name], _scope), CancellationToken.None));

    /// <summary>The secret's name for a place, and a user where one place has several: readable, and never that of another place.</summary>
    public string NameOf(string text)
    {
        // FNV-1a: it tells names apart that look alike once their characters are replaced.
        ulong hash = 14695981039346656037;
        foreach (char c in text)
            hash = (hash ^ c) * 1099511628211;
        string readable = string.Concat(text.Take(MaxNamePart).Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' ? c : '-'));
        return string.Create(CultureInfo.InvariantCulture, $"{tool}.{readable}.{hash:x16}");
    }

    private void Unless(ErrorCode passes, Func<ISecretsDaemon, Task> call)
    {
        try
        {
            context.Call(call);
        }
        catch (SecretsException exception) when (exception.Code == passes)
        {
            // Somebody was faster; it is as it was to be.
        }
    }

    private static string? Tag(SecretEntry entry, string prefix)
    {
        foreach (string tag in entry.Tags ?? [])
        {
            if (tag.StartsWith(prefix, StringComparison.Ordinal))
                return tag[prefix.Length..];
        }
        return null;
    }
}
