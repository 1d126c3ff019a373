using Secrets.Tests.Docs;
using Xunit;

namespace Secrets.Tests.Architecture;

public sealed class RepositoryTests
{
    [Fact]
    public void The_readme_lists_the_top_level_as_it_is()
    {
        string[] listed = [.. Readme.Block("text").Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries)
            .Select(name => name.TrimEnd('/'))
            .Order(StringComparer.Ordinal)];
        string[] there = [.. Repository.Files().Select(file => file.Split('/')[0]).Distinct().Order(StringComparer.Ordinal)];
        Assert.Equal(there, listed);
    }

    [Fact]
    public void No_file_of_code_is_longer_than_300_lines()
    {
        string[] tooLong = [.. Repository.Files()
            .Where(file => file.EndsWith(".cs", StringComparison.Ordinal))
            .Select(file => (file, lines: Repository.Read(file).Count(c => c == '\n')))
            .Where(entry => entry.lines > 300)
            .Select(entry => $"{entry.file}: {entry.lines} lines")];
        Assert.True(tooLong.Length == 0, string.Join('\n', tooLong));
    }

    [Fact]
    public void No_text_promises_what_is_not_there()
    {
        // The words are put together here so that this file does not contain them.
        string[] words = ["TO" + "DO", "FIX" + "ME", "NotImplemented" + "Exception"];
        string[] found = [.. Repository.Files()
            .Where(file => file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".md", StringComparison.Ordinal))
            .SelectMany(file => words.Where(word => Repository.Read(file).Contains(word, StringComparison.Ordinal)).Select(word => $"{file}: {word}"))];
        Assert.True(found.Length == 0, string.Join('\n', found));
    }

    [Fact]
    public void Every_test_name_is_a_sentence()
    {
        string[] wrong = [.. typeof(RepositoryTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods())
            .Where(method => method.GetCustomAttributes(typeof(FactAttribute), inherit: true).Length > 0 && !method.Name.Contains('_', StringComparison.Ordinal))
            .Select(method => $"{method.DeclaringType!.Name}.{method.Name}")];
        Assert.True(wrong.Length == 0, string.Join('\n', wrong));
    }
}
