namespace Secrets.Daemon.Runs.Configs;

/// <summary>References to container images.</summary>
internal static class ContainerImage
{
    /// <summary>The key of Docker Hub in Docker's own configuration file.</summary>
    public const string DockerHub = "https://index.docker.io/v1/";

    /// <summary>
    /// The registry of an image, as Docker's configuration names it: the first component of the reference where it looks like a host
    /// (github.com/distribution/reference), else Docker Hub.
    /// </summary>
    public static string Registry(string? image)
    {
        int slash = image?.IndexOf('/', StringComparison.Ordinal) ?? -1;
        if (slash < 0)
            return DockerHub;
        string first = image![..slash];
        bool isHost = first == "localhost" || first.AsSpan().IndexOfAny('.', ':') >= 0;
        return isHost && first is not ("docker.io" or "index.docker.io") ? first : DockerHub;
    }
}
