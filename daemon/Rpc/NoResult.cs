namespace Secrets.Daemon.Rpc;

/// <summary>The result of a method that has none; <c>null</c> on the wire.</summary>
internal sealed record NoResult
{
    /// <summary>The only one.</summary>
    public static NoResult Value { get; } = new();

    /// <summary>Gives a task without a result this one.</summary>
    public static async Task<NoResult> After(Task task)
    {
        await task.ConfigureAwait(false);
        return Value;
    }
}
