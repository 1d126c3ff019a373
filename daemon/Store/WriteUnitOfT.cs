namespace Secrets.Daemon.Store;

/// <summary>A unit with its result.</summary>
internal sealed class WriteUnit<T>(Func<WriteTransaction, T> unit) : WriteUnit
{
    // Others' continuations must not run inside the writer.
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T _result = default!;

    public Task<T> Task => _done.Task;

    public override void Run(WriteTransaction transaction) => _result = unit(transaction);

    public override void Complete() => _done.TrySetResult(_result);

    public override void Fail(Exception error) => _done.TrySetException(error);
}
