using Secrets.Daemon.Store;
using Secrets.Daemon.Vault.Keys;
using Secrets.Daemon.Vault.Records;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Vault;

/// <summary>Which environments may inherit from which: within one project, never in a circle, and not endlessly.</summary>
internal static class Inheritance
{
    /// <summary>How many environments a chain may have.</summary>
    public const int LongestChain = 32;

    /// <summary>Looks at a project after a change, before it is committed.</summary>
    /// <exception cref="SecretsException">Invalid.</exception>
    public static void RequireSound(ReadTransaction transaction, DeviceKeys device, ProjectRecord project)
    {
        Dictionary<long, EnvironmentRecord> all = transaction.Environments(project.Id).ToDictionary(static environment => environment.Id);
        foreach (EnvironmentRecord first in all.Values)
        {
            List<long> chain = [first.Id];
            while (all[chain[^1]].InheritsId is { } next)
            {
                if (chain.Contains(next))
                    throw new SecretsException(ErrorCode.Invalid, $"{Name(device, all[next])} would inherit from itself", "secrets environment list");
                chain.Add(next);
                if (chain.Count > LongestChain)
                    throw new SecretsException(ErrorCode.Invalid, $"a chain of more than {LongestChain} environments");
            }
        }
    }

    private static string Name(DeviceKeys device, EnvironmentRecord environment) =>
        NamedBody.Open(device, RecordKind.Environment, environment.Id, environment.Body).Name;
}
