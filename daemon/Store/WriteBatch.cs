namespace Secrets.Daemon.Store;

/// <summary>What a batch of units is about to commit: the head and the manifest as they will be.</summary>
internal sealed class WriteBatch(ManifestHead head, Manifest manifest)
{
    /// <summary>The head as stored, which the commit must still find.</summary>
    public ManifestHead Before { get; } = head;

    public ManifestHead Head { get; set; } = head;

    public ManifestDraft Draft { get; } = new(manifest);

    public (ManifestHead Head, int Mark) Save() => (Head, Draft.Mark);

    public void Restore((ManifestHead Head, int Mark) saved)
    {
        // Ids that a failed unit took stay taken: its caller may have used them already.
        Head = saved.Head with { NextId = Head.NextId };
        Draft.RollBackTo(saved.Mark);
    }
}
