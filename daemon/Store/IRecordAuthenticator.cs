namespace Secrets.Daemon.Store;

/// <summary>
/// The keyed hash that makes the store's rows trustworthy. Vault implements it with a key derived from the device key,
/// so that it works while locked. Called from several threads at once.
/// </summary>
internal interface IRecordAuthenticator
{
    /// <summary>Computes the tag of a message. The store's messages begin with a byte of their own kind, so one key serves all of them.</summary>
    /// <param name="message">What the tag covers; every field length-prefixed.</param>
    /// <param name="tag"><see cref="RecordTag.Length"/> bytes.</param>
    void ComputeTag(ReadOnlySpan<byte> message, Span<byte> tag);
}
