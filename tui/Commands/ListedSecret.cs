using Secrets.Shared.Contract;

namespace Secrets.Tui.Commands;

/// <summary>A secret of a list.</summary>
/// <param name="Entry">The secret.</param>
/// <param name="Environment">The environment that it comes from, where the list is of several; else null.</param>
internal readonly record struct ListedSecret(SecretEntry Entry, string? Environment);
