using Secrets.Daemon.Runs.Configs;
using Xunit;
using Xunit.Abstractions;

namespace Secrets.Tests.Daemon.Runs;

/// <summary>
/// Files that other people wrote for their own work, where SECRETS_CORPUS names a folder that has them. Each has a golden plan in
/// corpus.golden.txt that a person has looked at; a file without one is an error, and so is a plan without its file.
/// </summary>
public sealed class CorpusTests(ITestOutputHelper output)
{
    [Fact]
    public void Every_file_of_the_corpus_gives_its_golden_plan()
    {
        string? corpus = Environment.GetEnvironmentVariable("SECRETS_CORPUS");
        if (string.IsNullOrEmpty(corpus))
        {
            output.WriteLine("SECRETS_CORPUS is not set: no file of it was read");
            return;
        }
        List<string> plans = [];
        foreach ((string folder, string format) in new[] { ("dstack", "dstack"), ("truss", "truss") })
        {
            foreach (string path in Directory.GetFiles(Path.Combine(corpus, folder)).Order(StringComparer.Ordinal))
                plans.Add($"{folder}/{Path.GetFileName(path)}: {MaskedPlan.Of(ConfigurationReader.Read(File.ReadAllText(path), path, format))}");
        }
        output.WriteLine($"{plans.Count} files were read");
        using StreamReader golden = new(typeof(CorpusTests).Assembly.GetManifestResourceStream("corpus.golden.txt")!);
        Assert.Equal(golden.ReadToEnd().TrimEnd(), string.Join('\n', plans));
    }
}
