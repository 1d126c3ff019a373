namespace Secrets.Daemon.Store;

/// <summary>One caller's unit, waiting for its batch.</summary>
internal abstract class WriteUnit
{
    /// <summary>Runs the unit and keeps its result; what it throws, it throws.</summary>
    public abstract void Run(WriteTransaction transaction);

    /// <summary>The batch is durable.</summary>
    public abstract void Complete();

    public abstract void Fail(Exception error);
}
