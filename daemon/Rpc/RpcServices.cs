using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Secrets.Daemon.Rpc.Methods;
using Secrets.Daemon.Runs;
using Secrets.Daemon.Vault;
using Secrets.Shared;

namespace Secrets.Daemon.Rpc;

/// <summary>Registers the server. What it needs: <see cref="IVault"/>, <see cref="IRunPlanner"/>, <see cref="SecretsPaths"/>.</summary>
internal static class RpcServices
{
    /// <summary>Registers the server.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="release">The daemon's release.</param>
    /// <param name="self">The daemon itself as a caller.</param>
    public static IServiceCollection AddRpc(this IServiceCollection services, string release, Caller self) => services
        .AddSingleton(ServerLimits.Standard)
        .AddSingleton<Buffers>()
        .AddSingleton(provider => new IdleTrim(provider.GetRequiredService<TimeProvider>()))
        .AddSingleton(provider => new Notifications(provider.GetRequiredService<Buffers>(), provider.GetRequiredService<TimeProvider>()))
        .AddSingleton(provider => new ChangeStamp(provider.GetRequiredService<SecretsPaths>(), provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<IVaultObserver>(provider => new Observers(provider.GetRequiredService<Notifications>(), provider.GetRequiredService<ChangeStamp>()))
        .AddSingleton(provider => new DaemonFacts(release, provider.GetRequiredService<SecretsPaths>().Pipe, provider.GetRequiredService<TimeProvider>()))
        .AddSingleton(Table)
        .AddSingleton<Dispatcher>()
        .AddHostedService(provider => new LockAtEnd(provider.GetRequiredService<IVault>(), self))
        .AddHostedService<PipeServer>();

    private static MethodTable Table(IServiceProvider provider)
    {
        IVault vault = provider.GetRequiredService<IVault>();
        DaemonFacts facts = provider.GetRequiredService<DaemonFacts>();
        return new MethodTable(
        [
            .. DaemonMethods.Rows(facts, provider.GetRequiredService<IHostApplicationLifetime>()),
            .. VaultMethods.Rows(vault, facts),
            .. ScopeMethods.Rows(vault.Scopes),
            .. KeyslotMethods.Rows(vault),
            .. KeepingMethods.Rows(vault),
            .. AuditMethods.Rows(vault),
            .. UpkeepMethods.Rows(vault.Upkeep),
            .. SecretMethods.Rows(vault),
            .. VersionMethods.Rows(vault.Versions),
            .. TransferMethods.Rows(vault),
            .. RunMethods.Rows(provider.GetRequiredService<IRunPlanner>()),
        ]);
    }
}
