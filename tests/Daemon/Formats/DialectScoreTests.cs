using System.Text;
using Secrets.Daemon.Formats;
using Secrets.Shared.Contract;
using Secrets.Tests.Architecture;
using Xunit;

namespace Secrets.Tests.Daemon.Formats;

/// <summary>
/// Our readers, held against the tests of others. daemon/Formats/README.md has the score and the reason for each difference, and
/// SCORES.md beside it every case. <c>SECRETS_TEST_UPDATE=1</c> writes SCORES.md anew; look at the difference before it is committed.
/// </summary>
public sealed class DialectScoreTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "daemon/Formats");

    private static string Page => File.ReadAllText(Path.Combine(Folder, "README.md"));

    public static TheoryData<string> Collections => [.. DialectCollections.All.Select(static collection => collection.Source)];

    [Theory]
    [MemberData(nameof(Collections))]
    public void Each_case_is_read_alike_or_differs_as_declared(string source)
    {
        DialectCollection collection = Collection(source);
        List<string> wrong = [];
        foreach (DialectCase test in collection.Cases)
        {
            string ours = Read(collection, test), expected = test.Ours ?? test.Theirs;
            if (ours != expected)
                wrong.Add($"{test.Text}\n  expected {expected}\n  got      {ours}");
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Theory]
    [MemberData(nameof(Collections))]
    public void The_page_has_the_score_and_the_reason_of_every_difference(string source)
    {
        DialectCollection collection = Collection(source);
        DialectCase[] different = [.. collection.Cases.Where(static test => test.Ours is not null)];
        int refused = different.Count(static test => test.Ours == "refused");
        Assert.All(different, static test => Assert.NotEqual(test.Theirs, test.Ours));
        Assert.Contains(
            $"| {collection.Source} | {collection.License} | `{collection.Format}` | {collection.Cases.Length} | {collection.Cases.Length - different.Length} | {refused} | {different.Length - refused} |",
            Page,
            StringComparison.Ordinal);
        Assert.All(different, test => Assert.Contains($"\n| {test.Reason} |", Page, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_case_is_listed_with_what_comes_of_it()
    {
        string list = Listing(), file = Path.Combine(Folder, "SCORES.md");
        if (Environment.GetEnvironmentVariable("SECRETS_TEST_UPDATE") == "1")
            File.WriteAllText(file, list);
        Assert.Equal(list, File.ReadAllText(file));
    }

    private static DialectCollection Collection(string source) => DialectCollections.All.Single(collection => collection.Source == source);

    private static string Listing()
    {
        StringBuilder list = new("# Every case of the scored test collections\n\nWritten by tests/Daemon/Formats/DialectScoreTests.cs from what the readers do. README.md says why a case is read otherwise.\nNames and values are ours; `↵` is a line feed, `⏎` a carriage return, `→` a tab, `·` a blank at an end, `∅` a text without pairs.\n");
        foreach (DialectCollection collection in DialectCollections.All)
        {
            list.Append($"\n## {collection.Source}\n\nCommit {collection.Commit}; {collection.License}; read with `--format {collection.Format}`.\n\n| text | expected there | here | why |\n|---|---|---|---|\n");
            foreach (DialectCase test in collection.Cases)
            {
                string ours = Read(collection, test);
                string here = ours == test.Theirs ? "alike" : ours == "refused" ? "refused" : $"otherwise: {Code(ours)}";
                list.Append($"| {Code(test.Text)} | {Code(test.Theirs)} | {here} | {test.Reason} |\n");
            }
        }
        return list.ToString();
    }

    /// <summary>A text as code in a cell of a table.</summary>
    private static string Code(string text)
    {
        if (text.Length == 0)
            return "∅";
        StringBuilder shown = new(text.Length > 200 ? $"{text[..20]}… ({text.Length} characters)" : text);
        shown.Replace("\n", "↵").Replace("\r", "⏎").Replace("\t", "→").Replace("|", "\\|").Replace("\u00a0", "\\u00a0").Replace("\ufeff", "\\ufeff")
            .Replace("\a", "\\u0007").Replace("\b", "\\u0008").Replace("\f", "\\u000c").Replace("\v", "\\u000b");
        if (shown[0] == ' ')
            shown[0] = '·';
        if (shown[^1] == ' ')
            shown[^1] = '·';
        return $"`` {shown} ``";
    }

    private static string Read(DialectCollection collection, DialectCase test)
    {
        try
        {
            using TextPairs pairs = new();
            TextFormats.Reader(collection.Format, null).Read(Encoding.UTF8.GetBytes(test.Text), pairs);
            return string.Join('|', pairs.All.Select(static pair => $"{pair.Name}={Encoding.UTF8.GetString(pair.Value.Span)}"));
        }
        catch (SecretsException refused) when (refused.Code == ErrorCode.Invalid)
        {
            return "refused";
        }
    }
}
