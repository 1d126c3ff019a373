using System.Runtime.InteropServices;
using System.Text;
using Secrets.Shared.Contract;
using Secrets.Tests.Harness;
using Secrets.Tui.Launch;
using Xunit;

namespace Secrets.Tests.Tui.Launch;

public sealed class ChildEnvironmentTests
{
    [Fact]
    public void Secrets_win_and_the_rest_stays_in_its_order() =>
        Assert.Equal(["HOME=/h", "X=1", "A=secret", "B=new"], Build(["HOME=/h", "A=mine", "X=1", "A=twice"], [("A", "secret"), ("B", "new")]));

    [Fact]
    public void Preserve_env_turns_that_round() =>
        Assert.Equal(["A=mine", "B=new"], Build(["A=mine"], [("A", "secret"), ("B", "new")], new EnvironmentRules(PreserveAll: true)));

    [Fact]
    public void Preserve_env_with_names_turns_it_round_for_those() =>
        Assert.Equal(["A=mine", "B=new"], Build(["A=mine", "B=mine"], [("A", "secret"), ("B", "new")], new EnvironmentRules(Preserve: ["A"])));

    [Fact]
    public void Pristine_keeps_what_everything_needs() =>
        Assert.Equal(["PATH=/bin", "TERM=x", "A=s"], Build(["PATH=/bin", "EDITOR=vi", "TERM=x"], [("A", "s")], new EnvironmentRules(Pristine: true)));

    [Fact]
    public void Pristine_keeps_what_the_configuration_takes_from_the_caller() =>
        Assert.Equal(["EDITOR=vi"], Build(["EDITOR=vi", "X=1"], [], new EnvironmentRules(Pristine: true), ["EDITOR"]));

    [Fact]
    public void A_token_never_reaches_the_child_and_the_place_of_the_vault_does() =>
        Assert.Equal(
            ["SECRETS_HOME=/x", "SECRETS_PROJECT=p", "SECRETS_ENVIRONMENT=e"],
            Build(["SECRETS_HOME=/x", "SECRETS_TOKEN=t", "SECRETS_PROJECT=p", "SECRETS_ENVIRONMENT=e"], []));

    [Fact]
    public void Strings_that_are_no_variables_pass() => Assert.Equal(["nonsense", "=x", "A=s"], Build(["nonsense", "=x"], [("A", "s")]));

    [Fact]
    public void All_that_the_caller_should_have_is_listed()
    {
        SecretsException exception = Assert.Throws<SecretsException>(() => Build(["B=1"], [], null, ["A", "B", "C"]));
        Assert.Equal(ErrorCode.NotFound, exception.Code);
        Assert.Contains("A, C", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_with_a_NUL_is_refused_by_name()
    {
        SecretsException exception = Assert.Throws<SecretsException>(() => Build([], [("A", "x\0y")]));
        Assert.Contains("the value for A holds a NUL byte", exception.Message, StringComparison.Ordinal);
    }

    private static unsafe string[] Build(string[] caller, (string Name, string Value)[] variables, EnvironmentRules? rules = null, string[]? fromCaller = null)
    {
        using NativeStrings strings = new(Launched.Bytes(caller));
        using RunPlan plan = new([.. variables.Select(variable => new NamedValue(variable.Name, SecretValue.FromText(variable.Value)))], fromCaller);
        using ChildEnvironment environment = new(strings.Pointer, plan, rules ?? EnvironmentRules.Default);
        List<string> result = [];
        for (byte** entry = environment.Pointer; *entry != null; entry++)
            result.Add(Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(*entry)));
        return [.. result];
    }
}
