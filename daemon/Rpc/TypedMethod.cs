using System.Text.Json.Serialization.Metadata;
using Secrets.Shared.Rpc;

namespace Secrets.Daemon.Rpc;

/// <summary>A row with its types. Requests and replies that hold values are disposed here, whatever happens.</summary>
/// <param name="name">The name on the wire.</param>
/// <param name="lockNeed">What it asks of the vault's lock.</param>
/// <param name="capability">What the caller must be allowed to do.</param>
/// <param name="audit">What the audit log keeps.</param>
/// <param name="request">How the parameters are read.</param>
/// <param name="reply">How the result is written; null for a method without one, which answers <c>null</c>.</param>
/// <param name="handler">The method itself.</param>
internal sealed class TypedMethod<TRequest, TReply>(
    string name,
    LockNeed lockNeed,
    Capability capability,
    AuditClass audit,
    JsonTypeInfo<TRequest> request,
    JsonTypeInfo<TReply>? reply,
    Func<TRequest, Session, CancellationToken, Task<TReply>> handler) : Method(name, lockNeed, capability, audit)
{
    /// <inheritdoc/>
    public override string Parameters => string.Join(", ", request.Properties.Select(property => property.IsRequired ? property.Name : property.Name + "?"));

    /// <inheritdoc/>
    public override ValueTask InvokeAsync(ReadOnlySpan<byte> parameters, Session session, ReplyBuffer reply, CancellationToken cancellationToken)
    {
        TRequest value = RpcParams.Read(parameters, request);
        Task<TReply> running;
        try
        {
            running = handler(value, session, cancellationToken);
            if (!running.IsCompleted)
                return FinishAsync(value, running, reply);
            Write(running.GetAwaiter().GetResult(), reply);
        }
        catch
        {
            (value as IDisposable)?.Dispose();
            throw;
        }
        (value as IDisposable)?.Dispose();
        return ValueTask.CompletedTask;
    }

    private async ValueTask FinishAsync(TRequest value, Task<TReply> running, ReplyBuffer reply)
    {
        try
        {
            Write(await running.ConfigureAwait(false), reply);
        }
        finally
        {
            (value as IDisposable)?.Dispose();
        }
    }

    private void Write(TReply result, ReplyBuffer output)
    {
        using (result as IDisposable)
        {
            if (reply is null)
                output.Write("null"u8);
            else
                output.Write(result, reply);
        }
    }
}
