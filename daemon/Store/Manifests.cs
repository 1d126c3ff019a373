namespace Secrets.Daemon.Store;

/// <summary>
/// The manifests of the last few generations, so that a reader finds the one of its own snapshot while the writer goes on.
/// Written by the writer alone.
/// </summary>
internal sealed class Manifests(IRecordAuthenticator authenticator, Manifest first)
{
    // A power of two. A batch that touches every bucket makes a manifest of its own, so few are kept; a reader that comes too late asks again.
    private const int Kept = 4;

    private readonly Manifest?[] _ring = Filled(first);
    private Manifest _latest = first;
    private long _announced = first.Generation;

    public IRecordAuthenticator Authenticator { get; } = authenticator;

    /// <summary>The manifest of the last commit.</summary>
    public Manifest Latest => Volatile.Read(ref _latest);

    /// <summary>
    /// The generation that was announced last: from the moment in which somebody may see it, which is before the commit is known to have
    /// succeeded. Whatever was read at an older one may not be served any more.
    /// </summary>
    public long Announced => Volatile.Read(ref _announced);

    /// <summary>The manifest of a generation, or null when it is gone or never was.</summary>
    public Manifest? At(long generation) =>
        Volatile.Read(ref _ring[generation & (Kept - 1)]) is { } manifest && manifest.Generation == generation ? manifest : null;

    /// <summary>Announces a manifest just before its commit: a reader may see the commit before the writer hears of it.</summary>
    public void Announce(Manifest manifest)
    {
        Volatile.Write(ref _ring[manifest.Generation & (Kept - 1)], manifest);
        Volatile.Write(ref _announced, manifest.Generation);
    }

    public void Committed(Manifest manifest) => Volatile.Write(ref _latest, manifest);

    private static Manifest?[] Filled(Manifest first)
    {
        Manifest?[] ring = new Manifest?[Kept];
        ring[first.Generation & (Kept - 1)] = first;
        return ring;
    }
}
