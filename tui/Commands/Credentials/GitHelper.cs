using System.Text;
using Secrets.Shared.Contract;

namespace Secrets.Tui.Commands.Credentials;

/// <summary>
/// Git's protocol for credential helpers (gitcredentials(7), git-credential(1)): lines of <c>key=value</c> on standard input up to an
/// empty one, the same as the answer to <c>get</c>; silence means that there is nothing.
/// </summary>
internal sealed class GitHelper(CommandContext context)
{
    private readonly LoginStore _store = new(context, "git");
    private readonly Dictionary<string, string> _asked = new(StringComparer.Ordinal);
    private SecretValue? _password;

    /// <summary>Does what the word says; one that git may add later is passed over, as git asks for.</summary>
    public int Run(string action)
    {
        try
        {
            Read();
            if (!_asked.ContainsKey("protocol") || (!_asked.ContainsKey("host") && !_asked.ContainsKey("path")))
                return ExitCodes.Done;
            switch (action)
            {
                case "get":
                    Get();
                    break;
                case "store" when _password is not null && _asked.TryGetValue("username", out string? user):
                    string place = Place();
                    _store.Keep(new Login(_store.NameOf($"{place} {user}"), place, user), _password);
                    break;
                case "erase":
                    Erase();
                    break;
            }
            return ExitCodes.Done;
        }
        finally
        {
            _password?.Dispose();
        }
    }

    private void Get()
    {
        if (Matching() is not [var login, ..])
            return;
        using GetReply reply = _store.Open(login);
        ReadOnlySpan<byte> password = reply.Secrets[0].Value.Span;
        // A line that would be another one to git.
        if (password.ContainsAny((byte)'\n', (byte)0) || login.User.Contains('\n'))
            return;
        context.Out.WriteLine($"username={login.User}");
        context.Out.Write("password="u8);
        context.Out.Write(password);
        context.Out.Write("\n"u8);
    }

    /// <summary>Forgets what was refused; not a password that somebody changed meanwhile.</summary>
    private void Erase()
    {
        foreach (Login login in Matching())
        {
            using GetReply? reply = _password is null ? null : _store.Open(login);
            if (reply is null || reply.Secrets[0].Value.Span.SequenceEqual(_password!.Span))
                _store.Forget(login);
        }
    }

    /// <summary>Logins for the same place and user. Where git asks for a path, one that was kept for the whole host counts too, after those of the path.</summary>
    private List<Login> Matching()
    {
        string place = Place();
        string host = $"{_asked["protocol"]}://{_asked.GetValueOrDefault("host")}";
        _asked.TryGetValue("username", out string? user);
        List<Login> logins = _store.All().FindAll(login => (login.Place == place || login.Place == host) && (user is null || login.User == user));
        logins.Sort((a, b) => (a.Place == place ? 0 : 1).CompareTo(b.Place == place ? 0 : 1));
        return logins;
    }

    private string Place() => $"{_asked["protocol"]}://{_asked.GetValueOrDefault("host")}{(_asked.GetValueOrDefault("path") is { Length: > 0 } path ? "/" + path : "")}";

    private void Read()
    {
        using SecretValue input = ValueReader.FromStream(context.Input, "standard input");
        foreach (Range range in input.Span.Split((byte)'\n'))
        {
            ReadOnlySpan<byte> line = input.Span[range];
            if (line.EndsWith("\r"u8))
                line = line[..^1];
            if (line.IsEmpty)
                return;
            int equals = line.IndexOf((byte)'=');
            if (equals < 0)
                continue;
            if (line[..equals].SequenceEqual("password"u8))
                _password ??= new SecretValue(line[(equals + 1)..]);
            else
                _asked[Encoding.UTF8.GetString(line[..equals])] = Encoding.UTF8.GetString(line[(equals + 1)..]);
        }
    }
}
