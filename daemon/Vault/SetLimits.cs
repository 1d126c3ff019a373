using Secrets.Shared.Contract;

namespace Secrets.Daemon.Vault;

/// <summary>What a <see cref="SetRequest"/> may say; checked before anything is done.</summary>
internal static class SetLimits
{
    private const int LongestDescription = 4000;
    private const int MostTags = 50;

    /// <summary>Checks a request.</summary>
    /// <exception cref="SecretsException">Invalid.</exception>
    public static void Require(SetRequest request)
    {
        RequireNames(request.Secrets.Select(static entry => entry.Name));
        foreach (SetEntry entry in request.Secrets)
        {
            if (entry.Value is not null && entry.Generate is not null)
                throw Invalid($"{entry.Name} has a value, and another is to be generated");
            if (entry is { Value: null, Generate: null, Description: null, Tags: null, WriteOnly: null, ExpiresAt: null, NeverExpires: false, Template: null })
                throw Invalid($"{entry.Name} has no value, and nothing else is said about it");
            if (entry.NeverExpires && entry.ExpiresAt is not null)
                throw Invalid($"{entry.Name} cannot be due and never expire");
            if (entry.Value?.Length > SecretValue.MaxLength)
                throw Invalid($"the value of {entry.Name} is longer than {SecretValue.MaxLength} bytes");
            if (entry.Description?.Length > LongestDescription)
                throw Invalid($"the description of {entry.Name} is longer than {LongestDescription} characters");
            if (entry.Tags?.Count > MostTags)
                throw Invalid($"{entry.Name} has more than {MostTags} tags");
            if (entry.Tags?.Any(static tag => tag.Length is 0 or > Names.MaxLength) == true)
                throw Invalid($"a tag of {entry.Name} is empty or longer than {Names.MaxLength} characters");
            if (entry.ExpectedVersion < 0)
                throw Invalid($"the expected version of {entry.Name} is negative");
        }
    }

    /// <summary>Checks a list of names: at least one, all legal, and none twice where that would mean two things.</summary>
    /// <exception cref="SecretsException">Invalid.</exception>
    public static void RequireNames(IEnumerable<string> names, bool unique = true)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (string name in names)
        {
            if (!seen.Add(Names.Require(name, "secret name")) && unique)
                throw Invalid($"{name} is named twice");
        }
        if (seen.Count == 0)
            throw Invalid("no secret is named");
    }

    private static SecretsException Invalid(string message) => new(ErrorCode.Invalid, message);
}
