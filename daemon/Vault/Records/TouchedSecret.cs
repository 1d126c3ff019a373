namespace Secrets.Daemon.Vault.Records;

/// <summary>Where a secret stood before a change and after it. Numbers are those of versions, 0 for none.</summary>
/// <param name="Id">The secret.</param>
/// <param name="LiveBefore">The live version before.</param>
/// <param name="StagedBefore">The staged version before.</param>
/// <param name="LiveAfter">The live version after.</param>
/// <param name="StagedAfter">The staged version after.</param>
/// <param name="NameBefore">The name before, where the change gave it another one; else empty.</param>
/// <param name="NameAfter">The name after, likewise.</param>
internal sealed record TouchedSecret(long Id, int LiveBefore, int StagedBefore, int LiveAfter, int StagedAfter, string NameBefore = "", string NameAfter = "")
{
    public bool IsChanged => LiveBefore != LiveAfter || StagedBefore != StagedAfter || NameBefore != NameAfter;
}
