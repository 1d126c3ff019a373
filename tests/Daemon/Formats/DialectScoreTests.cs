using System.Text;
using Secrets.Daemon.Formats;
using Secrets.Shared.Contract;
using Secrets.Tests.Architecture;
using Xunit;

namespace Secrets.Tests.Daemon.Formats;

/// <summary>Our readers, held against the tests of others. daemon/Formats/README.md has the score, and the reason for each difference.</summary>
public sealed class DialectScoreTests
{
    private static string Page => File.ReadAllText(Path.Combine(Repository.Root, "daemon/Formats/README.md"));

    public static TheoryData<string> Collections => [.. DialectCollections.All.Keys];

    [Theory]
    [MemberData(nameof(Collections))]
    public void Each_case_is_read_alike_or_differs_as_declared(string collection)
    {
        List<string> wrong = [];
        foreach (DialectCase test in DialectCollections.All[collection])
        {
            string ours = Read(test), expected = test.Ours ?? test.Theirs;
            if (ours != expected)
                wrong.Add($"{test.Format}: {test.Text}\n  expected {expected}\n  got      {ours}");
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Theory]
    [MemberData(nameof(Collections))]
    public void The_page_has_the_score_and_the_reason_of_every_difference(string collection)
    {
        DialectCase[] cases = DialectCollections.All[collection];
        DialectCase[] different = [.. cases.Where(static test => test.Ours is not null)];
        int refused = different.Count(static test => test.Ours == "refused");
        string row = $"| {collection} | `{cases[0].Format}` | {cases.Length} | {cases.Length - different.Length} | {refused} | {different.Length - refused} |";
        Assert.Contains(row, Page, StringComparison.Ordinal);
        Assert.All(different, test => Assert.Contains($"| {test.Reason} |", Page, StringComparison.Ordinal));
    }

    private static string Read(DialectCase test)
    {
        try
        {
            using TextPairs pairs = new();
            TextFormats.Reader(test.Format, null).Read(Encoding.UTF8.GetBytes(test.Text), pairs);
            return string.Join('|', pairs.All.Select(static pair => $"{pair.Name}={Encoding.UTF8.GetString(pair.Value.Span)}"));
        }
        catch (SecretsException refused) when (refused.Code == ErrorCode.Invalid)
        {
            return "refused";
        }
    }
}
