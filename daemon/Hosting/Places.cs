using Secrets.Shared;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Hosting;

/// <summary>The directories of a daemon.</summary>
internal static class Places
{
    /// <summary>Where everything lies for this user and environment.</summary>
    public static SecretsPaths Find() => SecretsPaths.From(Environment.GetEnvironmentVariable, Libc.geteuid());

    /// <summary>Makes and checks the directories that the daemon writes to.</summary>
    /// <exception cref="SecretsException">Failure: one is not private, or cannot be made.</exception>
    public static void Prepare(SecretsPaths paths)
    {
        uint owner = Libc.geteuid();
        PrivateDirectory.Ensure(paths.Runtime, owner);
        PrivateDirectory.Ensure(paths.Data, owner);
        PrivateDirectory.Ensure(paths.State, owner);
    }
}
