using System.Text;
using System.Text.Json;
using Secrets.Shared.Contract;

namespace Secrets.Tui.Commands.Credentials;

/// <summary>
/// Docker's protocol for credential helpers (github.com/docker/docker-credential-helpers, README): one word says what to do, standard
/// input is a registry's address or a JSON object, and an error is a line on standard output and exit code 1.
/// </summary>
internal sealed class DockerHelper(CommandContext context)
{
    /// <summary>Docker knows by this very text that nobody is logged in, and goes on.</summary>
    private const string NotFound = "credentials not found in native keychain";

    private readonly LoginStore _store = new(context, "docker");

    /// <summary>Does what the word says.</summary>
    public int Run(string action)
    {
        try
        {
            switch (action)
            {
                case "get":
                    Get(ReadPlace());
                    break;
                case "store":
                    Store();
                    break;
                case "erase":
                    string place = ReadPlace();
                    if (Find(place) is { } login)
                        _store.Forget(login);
                    break;
                case "list":
                    JsonText.Write(context.Out, json =>
                    {
                        json.WriteStartObject();
                        foreach (Login known in _store.All())
                            json.WriteString(known.Place, known.User);
                        json.WriteEndObject();
                    });
                    break;
                default:
                    throw new SecretsException(ErrorCode.Invalid, $"'{Names.Printable(action)}' is none of get, store, list and erase");
            }
            return ExitCodes.Done;
        }
        catch (SecretsException exception)
        {
            context.Out.WriteLine(exception.Message);
            // Docker reads that line and, when it pulls, goes on without a login and a word: the person hears of it from us.
            if (exception.Message != NotFound)
                context.Messages.Error(exception);
            return ExitCodes.Failure;
        }
    }

    private Login? Find(string place) => _store.All().Find(login => login.Place == place);

    private string ReadPlace()
    {
        using SecretValue input = ValueReader.FromStream(context.Input, "standard input");
        string place = Encoding.UTF8.GetString(input.Span).Trim();
        return place.Length > 0 ? place : throw new SecretsException(ErrorCode.Invalid, "no credentials server URL");
    }

    private void Get(string place)
    {
        Login login = Find(place) ?? throw new SecretsException(ErrorCode.NotFound, NotFound);
        using GetReply reply = _store.Open(login);
        using Utf8JsonWriter json = new(context.Out);
        json.WriteStartObject();
        json.WriteString("ServerURL", login.Place);
        json.WriteString("Username", login.User);
        json.WriteString("Secret", reply.Secrets[0].Value.Span);
        json.WriteEndObject();
    }

    private void Store()
    {
        using SecretValue input = ValueReader.FromStream(context.Input, "standard input");
        string? place = null, user = null;
        SecretValue? password = null;
        try
        {
            Utf8JsonReader reader = new(input.Span);
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.PropertyName)
                    continue;
                int field = reader.ValueTextEquals("ServerURL"u8) ? 1 : reader.ValueTextEquals("Username"u8) ? 2 : reader.ValueTextEquals("Secret"u8) ? 3 : 0;
                reader.Read();
                if (field == 0 || reader.TokenType != JsonTokenType.String)
                    reader.Skip();
                else if (field == 1)
                    place = reader.GetString();
                else if (field == 2)
                    user = reader.GetString();
                else
                    password ??= Copy(ref reader);
            }
            if (string.IsNullOrEmpty(place))
                throw new SecretsException(ErrorCode.Invalid, "no credentials server URL");
            if (string.IsNullOrEmpty(user) || password is null)
                throw new SecretsException(ErrorCode.Invalid, "no credentials username");
            _store.Keep(new Login(_store.NameOf(place), place, user), password);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new SecretsException(ErrorCode.Invalid, "standard input is no JSON object with ServerURL, Username and Secret");
        }
        finally
        {
            password?.Dispose();
        }
    }

    /// <summary>A string's bytes without its escapes, never as a string of ours.</summary>
    private static SecretValue Copy(ref Utf8JsonReader reader)
    {
        using SecretValue longest = new(reader.ValueSpan.Length);
        int length = reader.CopyString(longest.Writable);
        return new SecretValue(longest.Span[..length]);
    }
}
