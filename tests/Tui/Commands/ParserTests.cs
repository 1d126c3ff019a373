using Secrets.Shared.Contract;
using Secrets.Tui.Commands.Syntax;
using Xunit;

namespace Secrets.Tests.Tui.Commands;

/// <summary>However a command line is spelled, it means the same.</summary>
public sealed class ParserTests
{
    private static readonly Option Flag = new("flag", "") { Short = 'f' };
    private static readonly Option Other = new("other", "") { Short = 'o' };
    private static readonly Option Value = new("value", "") { Short = 'v', Value = "X" };
    private static readonly Option Optional = new("optional", "") { Value = "X", ValueIsOptional = true };
    private static readonly Option[] Options = [Flag, Other, Value, Optional];

    [Fact]
    public void Every_spelling_means_the_same()
    {
        Random random = new(20261121);
        for (int round = 0; round < 2000; round++)
        {
            List<(Option Option, string? Given)> options = [];
            List<string> arguments = [];
            List<string> words = [];
            for (int i = random.Next(8); i > 0; i--)
            {
                if (random.Next(3) == 0)
                {
                    string argument = Text(random, mayBeginWithHyphen: false);
                    arguments.Add(argument);
                    words.Add(argument);
                    continue;
                }
                Option option = Options[random.Next(Options.Length)];
                string? given = option.Value is null || (option.ValueIsOptional && random.Next(2) == 0) ? null : Text(random, mayBeginWithHyphen: true);
                options.Add((option, given));
                words.AddRange(Spell(random, option, given));
            }
            if (random.Next(3) == 0)
            {
                words.Add("--");
                for (int i = random.Next(4); i > 0; i--)
                {
                    string argument = Text(random, mayBeginWithHyphen: true);
                    arguments.Add(argument);
                    words.Add(argument);
                }
            }

            ParsedLine line = new([.. words]);
            int end = Parser.Read([.. words], 0, Options, endsAtFirstArgument: false, line);
            Assert.Equal(words.Count, end);
            Assert.Equal(arguments, line.Arguments);
            foreach (Option option in Options)
            {
                Assert.Equal(options.Exists(given => given.Option == option), line.Has(option));
                Assert.Equal(options.LastOrDefault(given => given.Option == option).Given, line.Value(option));
                Assert.Equal(options.Where(given => given.Option == option && given.Given is not null).Select(given => given.Given!), line.Values(option) ?? []);
            }
        }
    }

    [Fact]
    public void Short_flags_can_be_joined_and_end_with_one_that_has_a_value()
    {
        ParsedLine line = new(["-fovx=1", "-of"]);
        _ = Parser.Read(["-fovx=1", "-of"], 0, Options, endsAtFirstArgument: false, line);
        Assert.True(line.Has(Flag) && line.Has(Other));
        Assert.Equal("x=1", line.Value(Value));
    }

    [Fact]
    public void Where_a_program_follows_its_options_are_its_own()
    {
        string[] words = ["-f", "prog", "-f", "--", "--nothing"];
        ParsedLine line = new(words);
        Assert.Equal(1, Parser.Read(words, 0, Options, endsAtFirstArgument: true, line));
    }

    [Fact]
    public void No_words_make_it_fall()
    {
        Random random = new(1);
        for (int round = 0; round < 5000; round++)
        {
            string[] words = [.. Enumerable.Range(0, random.Next(6)).Select(_ => Text(random, mayBeginWithHyphen: true))];
            try
            {
                _ = Parser.Read(words, 0, Options, random.Next(2) == 0, new ParsedLine(words));
            }
            catch (SecretsException exception)
            {
                Assert.Equal(ErrorCode.Invalid, exception.Code);
            }
        }
    }

    private static string Text(Random random, bool mayBeginWithHyphen)
    {
        string[] parts = ["-", "--", "=", "f", "flag", "value", " ", "ü", "", "\n", "x"];
        string text = string.Concat(Enumerable.Range(0, random.Next(4)).Select(_ => parts[random.Next(parts.Length)]));
        return mayBeginWithHyphen ? text : text.TrimStart('-');
    }

    private static string[] Spell(Random random, Option option, string? given)
    {
        if (given is null)
            return [option.Short != '\0' && random.Next(2) == 0 ? $"-{option.Short}" : $"--{option.Name}"];
        if (option.ValueIsOptional)
            return [$"--{option.Name}={given}"];
        return random.Next(given.Length > 0 ? 4 : 3) switch
        {
            0 => [$"--{option.Name}={given}"],
            1 => [$"--{option.Name}", given],
            2 => [$"-{option.Short}", given],
            _ => [$"-{option.Short}{given}"],
        };
    }
}
