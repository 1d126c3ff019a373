using Secrets.Daemon.Store;
using Secrets.Tests.Daemon.Store;

namespace Secrets.Tests.Helpers;

/// <summary>A process that writes to a store and says on standard output what was acknowledged.</summary>
internal static class StoreWriter
{
    public const int Writers = 4;

    /// <summary>
    /// Each writer sets a pair of names to a growing number, together, and reports the number when the write is acknowledged.
    /// A line: writer, number. Every unit is also an audit entry.
    /// </summary>
    public static async Task WriteForeverAsync(string path)
    {
        using SecretStore store = Open(path);
        long environment = await store.WriteAsync(EnvironmentOf);
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            for (int number = Last(store, environment, writer) + 1; ; number++)
            {
                int written = number;
                await store.WriteAsync(transaction =>
                {
                    TestStore.Set(transaction, environment, Left(writer), $"{written}");
                    TestStore.Set(transaction, environment, Right(writer), $"{written}");
                    return transaction.AppendAudit([(byte)writer]);
                });
                lock (store)
                {
                    Console.Out.Write($"{writer} {written}\n");
                    Console.Out.Flush();
                }
            }
        })));
    }

    public static async Task WriteOneByOneAsync(string path, int count)
    {
        using SecretStore store = Open(path);
        for (int i = 0; i < count; i++)
            await store.WriteAsync(static transaction => transaction.AppendAudit([1]));
    }

    public static async Task WriteAtOnceAsync(string path, int count)
    {
        using SecretStore store = Open(path);
        await Task.WhenAll(Enumerable.Range(0, count).Select(_ => Task.Run(() => store.WriteAsync(static transaction => transaction.AppendAudit([1])))));
    }

    public static string Left(int writer) => $"left{writer}";

    public static string Right(int writer) => $"right{writer}";

    public static SecretStore Open(string path)
    {
        SecretStore store = SecretStore.Open(path);
        store.Authenticate(new TestAuthenticator());
        return store;
    }

    public static long EnvironmentOf(WriteTransaction transaction) =>
        transaction.Project(TestStore.Hash("default")) is { } project
            ? transaction.Environment(project.Id, TestStore.Hash("default"))!.Id
            : TestStore.MakeEnvironment(transaction);

    private static int Last(SecretStore store, long environment, int writer) =>
        store.Read(transaction => transaction.Secret(environment, TestStore.Hash(Left(writer))))?.Last ?? 0;
}
