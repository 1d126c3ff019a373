namespace Secrets.Tui.ViewModels;

/// <summary>The parts of a secret that a person fills in.</summary>
internal enum SecretField
{
    Name,
    Value,
    Description,
    Tags,
    Expires,
    WriteOnly,
}
