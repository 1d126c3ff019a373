using Xunit;

namespace Secrets.Tests.Harness;

/// <summary>A test that drives a tool of the machine; without the tool it is skipped, and says so.</summary>
internal sealed class ToolFactAttribute : FactAttribute
{
    public ToolFactAttribute(string tool)
    {
        if (Programs.Find(tool) is null)
            Skip = $"{tool} is not installed";
    }
}
