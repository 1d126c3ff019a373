using Secrets.Tests.Daemon.Formats.Collections;

namespace Secrets.Tests.Daemon.Formats;

/// <summary>The published test collections that the readers are scored against.</summary>
internal static class DialectCollections
{
    public static readonly DialectCollection[] All =
    [
        NodeDotenv.Cases,
        NodeRuntime.Cases,
        PythonDotenv.Cases,
        RubyDotenv.Cases,
        GoDotenv.Cases,
        ComposeGo.Cases,
        SymfonyDotenv.Cases,
        DockerEnvFile.Cases,
        FlySecretsImport.Cases,
    ];
}
