namespace Secrets.Shared.Contract;

/// <summary>A secret's full address, written <c>project/environment/name</c>.</summary>
/// <param name="Scope">The project and the environment.</param>
/// <param name="Name">The secret's name.</param>
public sealed record SecretPath(SecretScope Scope, string Name)
{
    /// <summary>Reads <c>name</c>, <c>environment/name</c> or <c>project/environment/name</c>; what is missing comes from <paramref name="scope"/>.</summary>
    /// <exception cref="SecretsException">Invalid: a part is empty or no legal name, or there are too many.</exception>
    public static SecretPath Parse(string text, SecretScope scope)
    {
        string[] parts = text.Split('/');
        if (parts.Length > 3)
            throw new SecretsException(ErrorCode.Invalid, $"'{text}' is no secret: expected project/environment/name");
        string name = Names.Require(parts[^1], "secret name");
        string environment = parts.Length > 1 ? Names.Require(parts[^2], "environment name") : scope.Environment;
        string project = parts.Length > 2 ? Names.Require(parts[0], "project name") : scope.Project;
        return new SecretPath(new SecretScope(project, environment), name);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Scope}/{Name}";
}
