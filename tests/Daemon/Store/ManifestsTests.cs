using Secrets.Daemon.Store;
using Xunit;

namespace Secrets.Tests.Daemon.Store;

/// <summary>What readers and caches go by while the writer commits.</summary>
public sealed class ManifestsTests
{
    [Fact]
    public void A_generation_counts_from_the_moment_in_which_a_reader_may_see_it()
    {
        TestAuthenticator authenticator = new();
        TagMessage message = new();
        Manifest first = Manifest.Of(7, [], message, authenticator);
        Manifest second = first.With(new Dictionary<int, Leaf[]>(), message, authenticator);
        Manifests manifests = new(authenticator, first);
        Assert.Equal((7, 7), (manifests.Announced, manifests.Latest.Generation));

        manifests.Announce(second);

        // The commit happens here, and a reader finds the second generation before the writer knows of it.
        Assert.Same(second, manifests.At(8));
        Assert.Equal((8, 7), (manifests.Announced, manifests.Latest.Generation));
        manifests.Committed(second);
        Assert.Equal((8, 8), (manifests.Announced, manifests.Latest.Generation));
    }
}
