using Secrets.Shared.Contract;

namespace Secrets.Daemon.Vault.Keys;

/// <summary>The errors of what cannot be trusted.</summary>
internal static class Damage
{
    /// <summary>Something is not what was written.</summary>
    /// <param name="what"><c>a keyslot</c>.</param>
    public static SecretsException Of(string what) =>
        new(ErrorCode.Damaged, $"{what} is damaged or was changed by something else", "restore a backup; nothing of the damaged part is served");

    /// <summary>Something was written by a release that this one does not understand.</summary>
    public static SecretsException Newer(string what) =>
        new(ErrorCode.Damaged, $"{what} has a format that this release does not know", "it was left untouched; install the newer release");
}
