using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Secrets.Daemon.Audit;
using Secrets.Daemon.Hosting;
using Secrets.Daemon.Rpc;
using Secrets.Daemon.Runs;
using Secrets.Daemon.Vault;
using Secrets.Shared;
using Secrets.Shared.Client;
using Secrets.Shared.Contract;

try
{
    Hardening.Apply(args);
    switch (args)
    {
        case []:
            await ServeAsync(Places.Find()).ConfigureAwait(false);
            return 0;
        case ["--background"]:
            BackgroundStart.Run(Places.Find());
            return 0;
        case ["--help" or "-h"]:
            StandardError.WriteOut(Usage.Text);
            return 0;
        case ["--version"]:
            StandardError.WriteOut($"secretsd {OwnProgram.Version}\n");
            return 0;
        default:
            throw new SecretsException(ErrorCode.Invalid, "unknown arguments", "secretsd --help");
    }
}
catch (SecretsException exception)
{
    return StandardError.Report(exception);
}

static async Task ServeAsync(SecretsPaths paths)
{
    Places.Prepare(paths);
    using InstanceLock single = InstanceLock.Take(paths.LockFile, () => PipePlace.Serves(paths.Pipe), TimeSpan.FromSeconds(8));
    RunFolders.Sweep(paths);
    PipePlace.Clear(paths.Pipe, Libc.geteuid());
    Caller self = new(Environment.ProcessId, Libc.geteuid());
    // No content is read from a folder; the host would else ask for the program's own, which need not be readable.
    HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = "/" });
    builder.Logging.AddProvider(new LineLoggerProvider(new LogFile(paths.Log), StandardError.Write, TimeProvider.System));
    builder.Services
        .Configure<ConsoleLifetimeOptions>(options => options.SuppressStatusMessages = true)
        .AddSingleton(paths)
        .AddSingleton(TimeProvider.System)
        .AddSingleton(provider => new LocalVault(
            paths,
            new VaultSettings { Self = self },
            TimeProvider.System,
            provider.GetRequiredService<IVaultObserver>(),
            (store, cipher) => new AuditLog(store, cipher, TimeProvider.System, provider.GetRequiredService<IVaultObserver>())))
        .AddSingleton<IVault>(provider => provider.GetRequiredService<LocalVault>())
        .AddSingleton<IRunPlanner>(provider => new RunPlanner(provider.GetRequiredService<LocalVault>()))
        .AddRpc(OwnProgram.Version, self);
    using IHost host = builder.Build();
    await host.RunAsync().ConfigureAwait(false);
}
