using Secrets.Daemon.Store;
using Xunit;

namespace Secrets.Tests.Daemon.Store;

public sealed class ConcurrencyTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly TestStore _test = new();

    public void Dispose() => _test.Dispose();

    [Fact]
    public async Task Fifty_threads_that_count_together_lose_no_count()
    {
        const int threads = 50, each = 20;
        await _test.SetAsync("a", "0");
        await _test.SetAsync("b", "0");
        await Task.WhenAll(Enumerable.Range(0, threads).Select(_ => Task.Factory.StartNew(Work, TaskCreationOptions.LongRunning))).WaitAsync(Patience);
        Assert.Equal($"{threads * each}", _test.Get("a"));
        Assert.Equal($"{threads * each}", _test.Get("b"));
        _test.Store.Check();
        _test.Reopen();
        Assert.Equal($"{threads * each}", _test.Get("a"));

        void Work()
        {
            for (int i = 0; i < each; i++)
            {
                _test.Store.WriteAsync(Count).GetAwaiter().GetResult();
                // A reader sees both counts or neither.
                IReadOnlyList<StoredValue> values = _test.Store.Read(transaction => transaction.Values(_test.EnvironmentId));
                Assert.Equal(2, values.Count);
                Assert.Equal(values[0].Ciphertext, values[1].Ciphertext);
            }
        }

        bool Count(WriteTransaction transaction)
        {
            StoredValue a = transaction.Value(_test.EnvironmentId, TestStore.Hash("a"))!;
            string next = $"{int.Parse(a.Ciphertext) + 1}";
            TestStore.Set(transaction, _test.EnvironmentId, "a", next);
            TestStore.Set(transaction, _test.EnvironmentId, "b", next);
            return true;
        }
    }

    [Fact]
    public async Task A_unit_that_fails_takes_nobody_with_it()
    {
        await Task.Run(async () =>
        {
            using ManualResetEventSlim gate = new();
            // The first holds the writer until all others wait, so that they become one batch.
            Task<int> first = Task.Run(() => _test.Store.WriteAsync(_ => gate.Wait(Patience) ? 0 : 1));
            await Task.Delay(50);
            Task<int>[] others = [.. Enumerable.Range(0, 100).Select(i => _test.Store.WriteAsync(transaction =>
            {
                TestStore.Set(transaction, _test.EnvironmentId, $"n{i}", "x");
                return i % 3 == 0 ? throw new TimeoutException($"{i}") : i;
            }))];
            gate.Set();
            await first;
            for (int i = 0; i < others.Length; i++)
            {
                if (i % 3 == 0)
                    Assert.Equal($"{i}", (await Assert.ThrowsAsync<TimeoutException>(() => others[i])).Message);
                else
                    Assert.Equal(i, await others[i]);
                Assert.Equal(i % 3 == 0 ? null : "x", _test.Get($"n{i}"));
            }
        }).WaitAsync(Patience);
        _test.Store.Check();
        _test.Reopen();
        Assert.Equal(66, _test.Store.Read(transaction => transaction.Values(_test.EnvironmentId)).Count);
    }

    [Fact]
    public async Task A_reader_does_not_wait_for_the_writer()
    {
        await _test.SetAsync("a", "old");
        using ManualResetEventSlim gate = new();
        Task<int> writing = Task.Run(() => _test.Store.WriteAsync(transaction =>
        {
            TestStore.Set(transaction, _test.EnvironmentId, "a", "new");
            return gate.Wait(Patience) ? 0 : 1;
        }));
        await Task.Delay(50);
        Assert.Equal("old", await Task.Run(() => _test.Get("a")).WaitAsync(Patience / 4));
        gate.Set();
        await writing.WaitAsync(Patience);
        Assert.Equal("new", _test.Get("a"));
    }

    [Fact]
    public async Task A_closed_store_says_so()
    {
        _test.Store.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => _test.SetAsync("a", "x"));
        Assert.Throws<ObjectDisposedException>(() => _test.Get("a"));
    }
}
