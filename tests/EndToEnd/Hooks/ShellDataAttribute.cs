using System.Reflection;
using Secrets.Tests.Harness;
using Xunit.Sdk;

namespace Secrets.Tests.EndToEnd.Hooks;

/// <summary>One shell for a theory; where it is not installed, its case is skipped, and says so.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class ShellDataAttribute : DataAttribute
{
    private readonly string _shell;

    public ShellDataAttribute(string shell)
    {
        _shell = shell;
        if (Programs.Find(shell) is null)
            Skip = $"{shell} is not installed";
    }

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[_shell]];
}
