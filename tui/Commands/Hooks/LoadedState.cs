using Secrets.Shared.Contract;

namespace Secrets.Tui.Commands.Hooks;

/// <summary>
/// What a shell has loaded, as it stands in the exported variable <c>SECRETS_HOOK</c>, so that a shell in the shell knows it too:
/// <c>1:MARK:FINGERPRINT:NAME=BASE64,NAME</c>. No value of a secret; only, for a variable that was exported before, what it was then,
/// which would stand there in its place.
/// </summary>
/// <param name="Mark">The file's mark; empty where nothing is loaded.</param>
/// <param name="Fingerprint">Of scope and versions, to see whether anything would be another value now.</param>
/// <param name="Former">The variables, by name, and what each was; null where it was not exported.</param>
internal sealed record LoadedState(string Mark, string Fingerprint, IReadOnlyDictionary<string, byte[]?> Former)
{
    /// <summary>The variable.</summary>
    public const string Variable = "SECRETS_HOOK";

    /// <summary>The most that Linux starts a program with in one variable is 128 KiB; the rest is for those that come after.</summary>
    private const int Longest = 96 << 10;

    private const string Version = "1";

    /// <summary>Nothing is loaded.</summary>
    public static readonly LoadedState None = new("", "", new Dictionary<string, byte[]?>());

    /// <summary>Reads the variable. What is none of ours counts as nothing.</summary>
    public static LoadedState Parse(string? text)
    {
        if (text?.Split(':') is not [Version, var mark, var fingerprint, var list])
            return None;
        Dictionary<string, byte[]?> former = [];
        foreach (string entry in list.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = entry.IndexOf('=');
            string name = equals < 0 ? entry : entry[..equals];
            if (!ShellNames.MayBeLoaded(name) || !TryDecode(equals < 0 ? null : entry[(equals + 1)..], out byte[]? value))
                return None;
            former[name] = value;
        }
        return new LoadedState(mark, fingerprint, former);
    }

    /// <summary>The variable's value.</summary>
    /// <exception cref="SecretsException">Invalid: it would be too long.</exception>
    public string Format()
    {
        string list = string.Join(',', Former.Select(static entry => entry.Value is null ? entry.Key : $"{entry.Key}={Convert.ToBase64String(entry.Value)}"));
        string text = string.Join(':', Version, Mark, Fingerprint, list);
        return text.Length <= Longest
            ? text
            : throw new SecretsException(ErrorCode.Invalid, "the variables that would be replaced are too long to be kept for later", "unset them first");
    }

    private static bool TryDecode(string? text, out byte[]? value)
    {
        value = null;
        if (text is null)
            return true;
        byte[] bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, bytes, out int length) || bytes.AsSpan(0, length).Contains((byte)0))
            return false;
        value = bytes[..length];
        return true;
    }
}
