using Secrets.Tests.Harness;
using Xunit;

namespace Secrets.Tests.Shared.Client;

/// <summary>A test that needs an interpreter, and perhaps a module of it; skipped with the reason where one is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ClientFactAttribute : FactAttribute
{
    /// <param name="interpreter">The program.</param>
    /// <param name="module">A path below tests/clients that must be there, or null.</param>
    public ClientFactAttribute(string interpreter, string? module = null)
    {
        if (Programs.Find(interpreter) is null)
            Skip = $"{interpreter} is not installed";
        else if (module is not null && !Path.Exists(Path.Combine(ExampleClients.Folder, module)))
            Skip = $"{module} is not installed: npm ci --prefix tests/clients/node";
        Interpreter = interpreter;
        Module = module;
    }

    public string Interpreter { get; }

    public string? Module { get; }
}
