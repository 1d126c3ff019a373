using Secrets.Shared.Contract;
using Xunit;

namespace Secrets.Tests.Shared;

public sealed class NamesTests
{
    [Theory]
    [InlineData("hf_token", true)]
    [InlineData("A", true)]
    [InlineData("9lives", true)]
    [InlineData("a.b-c", true)]
    [InlineData("", false)]
    [InlineData(".", false)]
    [InlineData("..", false)]
    [InlineData(".hidden", false)]
    [InlineData("-flag", false)]
    [InlineData("a/b", false)]
    [InlineData("a b", false)]
    [InlineData("a\n", false)]
    [InlineData("é", false)]
    public void A_secret_name_follows_the_rule(string text, bool legal) => Assert.Equal(legal, Names.IsName(text));

    [Fact]
    public void A_name_of_200_characters_is_the_longest() =>
        Assert.Equal((true, false), (Names.IsName(new string('a', 200)), Names.IsName(new string('a', 201))));

    [Theory]
    [InlineData("PATH")]
    [InlineData("LD_PRELOAD")]
    [InlineData("DYLD_INSERT_LIBRARIES")]
    [InlineData("DOTNET_STARTUP_HOOKS")]
    [InlineData("BASH_ENV")]
    public void A_variable_that_could_run_other_code_is_a_refused_target(string name) => Assert.True(Names.IsRefusedTarget(name));
}
