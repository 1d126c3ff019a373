using Secrets.Daemon.Runs.Configs;
using Xunit;

namespace Secrets.Tests.Daemon.Runs;

public sealed class CredentialShapesTests
{
    private const string Hash = "b9eb57a06083cb9e5a083885fad991aa79c0bd24";

    [Theory]
    [InlineData("- uses: actions/checkout@" + Hash)]
    [InlineData("- uses: actions/checkout@" + Hash + " # v4")]
    [InlineData("revision: " + Hash)]
    [InlineData("git_revision: '" + Hash + "'")]
    [InlineData("rev = \"" + Hash + "\"")]
    [InlineData("tokio = { git = \"https://github.com/x/y\", rev = \"" + Hash + "\" }")]
    [InlineData("commit: " + Hash)]
    [InlineData("commit_sha: " + Hash)]
    [InlineData("  \"commit\": \"" + Hash + "\",")]
    [InlineData("GIT_COMMIT=" + Hash)]
    [InlineData("ref: " + Hash)]
    [InlineData("sha: " + Hash)]
    [InlineData("- git+https://github.com/basetenlabs/diffusers.git@" + Hash)]
    [InlineData("- https://wheels.example/" + Hash + "/wheel-0.16.0-abi3.whl")]
    [InlineData("source = \"git+https://github.com/x/y?rev=b9eb57a#" + Hash + "\"")]
    [InlineData("https://github.com/x/y/commit/" + Hash)]
    public void A_commit_that_something_is_pinned_to_is_none(string line) => Assert.Null(CredentialShapes.Find(line));

    [Theory]
    [InlineData("token: " + Hash, 7)]
    [InlineData("API_KEY=" + Hash, 8)]
    [InlineData("secret = \"" + Hash + "\"", 10)]
    [InlineData("preference: " + Hash, 12)]
    [InlineData("commit_token: " + Hash, 14)]
    [InlineData(Hash, 0)]
    [InlineData("revision: hf_aBcDeFgHiJkLmNoPqRsTuVwXyZ012345", 10)]
    [InlineData("ref: " + Hash + Hash, 5)]
    [InlineData("rev: b9eb57a06083cb9e5a083885fad991aa", 5)]
    [InlineData("ref: main # token " + Hash, 18)]
    [InlineData("uses: x/y@" + Hash + " token=" + Hash, 57)]
    public void Anything_else_of_that_shape_stays_one(string line, int place) => Assert.Equal(place, CredentialShapes.Find(line));
}
