using System.Text;
using Secrets.Shared.Contract;
using Xunit;

namespace Secrets.Tests.Tui.Commands;

public sealed class SetCommandTests : IDisposable
{
    private readonly TestWorld _world = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("st-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Value(string name) => Encoding.UTF8.GetString(_world.Daemon.Values[name]);

    [Fact]
    public void Several_are_set_in_one_call()
    {
        Assert.Equal(0, _world.Run("set", "A=1", "B=two words", "C="));
        Assert.Equal("OK\n", _world.Text);
        Assert.Single(_world.Daemon.Sets);
        Assert.Equal(("1", "two words", ""), (Value("A"), Value("B"), Value("C")));
    }

    [Theory]
    [InlineData("-")]
    [InlineData("@file")]
    [InlineData("b=c==")]
    [InlineData("")]
    public void A_second_word_is_the_value_as_it_stands(string value)
    {
        Assert.Equal(0, _world.Run("set", "A", value));
        Assert.Equal(value, Value("A"));
    }

    [Fact]
    public void A_value_that_begins_with_a_hyphen_stands_after_two()
    {
        Assert.Equal(0, _world.Run("set", "--", "KEY", "-----BEGIN KEY-----"));
        Assert.Equal("-----BEGIN KEY-----", Value("KEY"));
    }

    [Fact]
    public void Everything_after_the_first_equals_sign_is_the_value()
    {
        Assert.Equal(0, _world.Run("set", "URL=postgres://u:p@h/d?a=b"));
        Assert.Equal("postgres://u:p@h/d?a=b", Value("URL"));
    }

    [Fact]
    public void A_hyphen_reads_standard_input_and_trims_nothing()
    {
        _world.Input = [0, 0xff, (byte)'\r', (byte)'\n', (byte)' ', (byte)'\n'];
        Assert.Equal(0, _world.Run("set", "A=-"));
        Assert.Equal(_world.Input, _world.Daemon.Values["A"]);
    }

    [Theory]
    [InlineData("one line\n", true)]
    [InlineData("one line", false)]
    [InlineData("two\nlines\n", false)]
    public void A_newline_at_the_end_of_one_line_is_told(string input, bool told)
    {
        _world.Input = Encoding.UTF8.GetBytes(input);
        Assert.Equal(0, _world.Run("set", "A=-"));
        Assert.Equal(told, _world.Error.Contains("ends with a newline", StringComparison.Ordinal));
        Assert.Equal(input, Value("A"));
    }

    [Fact]
    public void A_file_is_read_whole()
    {
        byte[] bytes = [.. Enumerable.Range(0, 100_000).Select(i => (byte)(i * 7))];
        File.WriteAllBytes(Path.Combine(_folder, "key"), bytes);
        Assert.Equal(0, _world.Run("set", $"A=@{_folder}/key"));
        Assert.Equal(bytes, _world.Daemon.Values["A"]);
    }

    [Fact]
    public void A_file_larger_than_a_value_may_be_is_refused()
    {
        File.WriteAllBytes(Path.Combine(_folder, "big"), new byte[SecretValue.MaxLength + 1]);
        Assert.Equal(2, _world.Run("set", $"A=@{_folder}/big"));
        Assert.Contains("longer than a value may be", _world.Error, StringComparison.Ordinal);
        Assert.Empty(_world.Daemon.Sets);
    }

    [Fact]
    public void One_file_that_is_missing_sets_nothing()
    {
        Assert.Equal(1, _world.Run("set", "A=1", $"B=@{_folder}/missing"));
        Assert.Contains("no such file", _world.Error, StringComparison.Ordinal);
        Assert.Empty(_world.Daemon.Sets);
    }

    [Fact]
    public void A_name_alone_asks_without_showing()
    {
        Assert.Equal(0, _world.Answering("typed").Run("set", "A"));
        Assert.Equal(["A: "], _world.Prompt.Asked);
        Assert.Equal("typed", Value("A"));
    }

    [Fact]
    public void A_name_alone_fails_where_nobody_can_be_asked()
    {
        Assert.Equal(2, _world.Run("set", "A"));
        Assert.Contains("hint: NAME=- reads standard input", _world.Error, StringComparison.Ordinal);
        Assert.Equal(2, _world.Answering("typed").Run("set", "A", "--no-input"));
    }

    [Theory]
    [InlineData("set", "A=1", "secret words")]
    [InlineData("set", "A=1", "B=1", "secretvalue")]
    [InlineData("set", "A", "B", "secretvalue")]
    [InlineData("set", "A", "--secret/value")]
    [InlineData("add", "A", "B", "secretvalue")]
    public void What_may_be_a_value_is_in_no_message(params string[] line)
    {
        Assert.Equal(2, _world.Run(line));
        Assert.DoesNotContain("secretvalue", _world.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret words", _world.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret/value", _world.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("A=-", "B=-", "standard input can be read for one secret only")]
    [InlineData("A=1", "A=2", "A is set twice")]
    [InlineData("dev/A=1", "prod/B=2", "one environment")]
    [InlineData("A B=1", "C=1", "is no secret name")]
    public void A_combination_without_meaning_is_refused(string first, string second, string message)
    {
        Assert.Equal(2, _world.Run("set", first, second));
        Assert.Contains(message, _world.Error, StringComparison.Ordinal);
        Assert.Empty(_world.Daemon.Sets);
    }

    [Fact]
    public void A_path_names_project_and_environment()
    {
        Assert.Equal(0, _world.Run("set", "llm/prod/A=1"));
        Assert.Equal(new SecretScope("llm", "prod"), _world.Daemon.LastScope);
    }

    [Fact]
    public void Details_are_passed_on()
    {
        Assert.Equal(0, _world.Run("set", "A=1", "--stage", "-d", "what for", "-t", "x", "--tag=y", "--write-only", "--expires", "30d"));
        SetRequest request = Assert.Single(_world.Daemon.Sets);
        SetEntry entry = Assert.Single(request.Secrets);
        Assert.True(request.Stage);
        Assert.Equal(("what for", true, FakeDaemon.Now.AddDays(30)), (entry.Description, entry.WriteOnly, entry.ExpiresAt));
        Assert.Equal(["x", "y"], entry.Tags!);
    }

    [Fact]
    public void Details_that_are_not_given_stay_as_they_are()
    {
        Assert.Equal(0, _world.Run("set", "A=1"));
        SetEntry entry = _world.Daemon.Sets[0].Secrets[0];
        Assert.Equal((null, null, null, null), (entry.Description, entry.Tags, entry.WriteOnly, entry.ExpiresAt));
    }

    [Theory]
    [InlineData("2027-01-31", "2027-01-31T00:00:00Z")]
    [InlineData("2027-01-31T10:00:00+02:00", "2027-01-31T08:00:00Z")]
    [InlineData("12h", "2026-11-22T00:00:00Z")]
    [InlineData("4w", "2026-12-19T12:00:00Z")]
    public void Expiry_is_a_date_or_a_time_from_now(string text, string expected)
    {
        Assert.Equal(0, _world.Run("set", "A=1", "--expires", text));
        Assert.Equal(DateTimeOffset.Parse(expected), _world.Daemon.Sets[0].Secrets[0].ExpiresAt);
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("2020-01-01")]
    [InlineData("0d")]
    [InlineData("-3d")]
    [InlineData("99999999999999999d")]
    public void An_expiry_that_is_none_or_has_passed_is_refused(string text) => Assert.Equal(2, _world.Run("set", "A=1", $"--expires={text}"));

    [Fact]
    public void Json_tells_the_versions()
    {
        Assert.Equal(0, _world.Run("set", "A=1", "--json"));
        Assert.Equal("[{\"name\":\"A\",\"version\":1}]", string.Concat(_world.Text.Where(c => !char.IsWhiteSpace(c))));
    }

    [Fact]
    public void Quiet_prints_nothing()
    {
        _world.Input = "x\n"u8.ToArray();
        Assert.Equal(0, _world.Run("-q", "set", "A=-"));
        Assert.Equal(("", ""), (_world.Text, _world.Error));
    }

    [Theory]
    [InlineData("add", "A", "new")]
    [InlineData("add", "A=new")]
    public void Add_asks_before_it_replaces(params string[] line)
    {
        _world.Daemon.Add("A", "old");
        Assert.Equal(1, _world.Answering("n").Run(line));
        Assert.Equal("old", Value("A"));
        Assert.Equal(0, _world.Answering("y").Run(line));
        Assert.Equal(["The secret A exists already. Replace it? [y/n]: "], _world.Prompt.Asked);
        Assert.Equal("new", Value("A"));
        Assert.Equal(1, _world.Daemon.Sets[^1].Secrets[0].ExpectedVersion);
    }

    [Fact]
    public void Add_of_a_new_name_asks_nothing_and_replaces_nothing()
    {
        Assert.Equal(0, _world.Run("add", "A", "1"));
        Assert.Equal(0, _world.Daemon.Sets[0].Secrets[0].ExpectedVersion);
    }

    [Fact]
    public void Add_is_a_conflict_where_nobody_can_be_asked()
    {
        _world.Daemon.Add("A", "old");
        Assert.Equal(6, _world.Run("add", "A", "new"));
        Assert.Equal(0, _world.Run("add", "-y", "A", "new"));
    }
}
