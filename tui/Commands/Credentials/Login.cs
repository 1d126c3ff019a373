namespace Secrets.Tui.Commands.Credentials;

/// <summary>A login that a tool keeps with us, less its password.</summary>
/// <param name="Name">The secret's name.</param>
/// <param name="Place">What it is for, in the tool's own words.</param>
/// <param name="User">The user.</param>
internal sealed record Login(string Name, string Place, string User);
