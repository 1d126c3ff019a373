using System.IO.Pipes;
using System.Net.Sockets;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Secrets.Shared;
using Secrets.Shared.Contract;
using Secrets.Shared.Rpc;

namespace Secrets.Daemon.Rpc;

/// <summary>
/// The named pipe and its connections. What .NET's pipe lacks on Unix is mended here: one instance that never accepts keeps the name
/// for as long as the daemon lives (the last instance to go would unlink the path), several accept at a time, and a client that
/// another user owns ends neither of them.
/// </summary>
internal sealed class PipeServer(
    SecretsPaths paths, Dispatcher dispatcher, Notifications notifications, Buffers buffers, ServerLimits limits, IdleTrim trim, TimeProvider clock,
    ILogger<PipeServer> log)
    : IHostedService, IDisposable
{
    /// <summary>So that the first request of one client, which is answered where it was accepted, does not keep the next one waiting.</summary>
    private const int Acceptors = 4;

    private readonly CancellationTokenSource _stopping = new();
    private readonly ConnectionTable _connections = new(limits, clock);
    private readonly Throttle _refused = new(clock);
    private NamedPipeServerStream? _name;

    /// <summary>Binds the pipe and accepts.</summary>
    /// <exception cref="SecretsException">Failure: the path cannot be bound, or something lies there.</exception>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            _name = Listen(PipeOptions.FirstPipeInstance);
            File.SetUnixFileMode(paths.Pipe, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
        catch (Exception exception) when (exception is IOException or SocketException or UnauthorizedAccessException)
        {
            throw new SecretsException(ErrorCode.Failure, $"the pipe {paths.Pipe} cannot be bound");
        }
        for (int i = 0; i < Acceptors; i++)
            _ = AcceptAsync();
        log.LogInformation("serving {Pipe}", paths.Pipe);
        return Task.CompletedTask;
    }

    /// <summary>Accepts no more, answers what is in flight, and closes the pipe; its path is gone then.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        Task ended = _connections.Close();
        foreach (Connection connection in _connections.All())
            connection.Finish();
        if (await Task.WhenAny(ended, Task.Delay(limits.StopTime, clock, CancellationToken.None)).ConfigureAwait(false) != ended)
        {
            foreach (Connection connection in _connections.All())
                connection.Abort();
            await Task.WhenAny(ended, Task.Delay(limits.StopTime, clock, CancellationToken.None)).ConfigureAwait(false);
        }
        _name?.Dispose();
        File.Delete(paths.Pipe);
        log.LogInformation("stopped");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _name?.Dispose();
        _stopping.Dispose();
        _connections.Dispose();
    }

    private NamedPipeServerStream Listen(PipeOptions options) => new(
        paths.Pipe,
        PipeDirection.InOut,
        NamedPipeServerStream.MaxAllowedServerInstances,
        PipeTransmissionMode.Byte,
        options | PipeOptions.CurrentUserOnly | PipeOptions.Asynchronous);

    private async Task AcceptAsync()
    {
        CancellationToken stopping = _stopping.Token;
        while (!stopping.IsCancellationRequested)
        {
            NamedPipeServerStream pipe = Listen(PipeOptions.None);
            try
            {
                await pipe.WaitForConnectionAsync(stopping).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is OperationCanceledException or IOException or SocketException or UnauthorizedAccessException)
            {
                await pipe.DisposeAsync().ConfigureAwait(false);
                if (!stopping.IsCancellationRequested)
                    await RecoverAsync(exception).ConfigureAwait(false);
                continue;
            }
            if (_connections.TakePlace() || await WaitInLineAsync(pipe, stopping).ConfigureAwait(false))
                _ = ServeAsync(pipe);
            else
                await pipe.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Waits with a client until a place is free. This acceptor accepts nobody else meanwhile: who comes then waits in the system's own
    /// queue, in order, and costs nothing here.
    /// </summary>
    private async Task<bool> WaitInLineAsync(NamedPipeServerStream pipe, CancellationToken stopping)
    {
        try
        {
            if (!await _connections.WaitForPlaceAsync(stopping).ConfigureAwait(false))
            {
                Refuse(pipe);
                return false;
            }
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        // Who gave up while waiting in line must not find later that the request was done all the same.
        if (!PipeSocket.IsGone(pipe.SafePipeHandle))
            return true;
        _connections.FreePlace();
        return false;
    }

    private void Refuse(NamedPipeServerStream pipe)
    {
        Note("a connection beyond the limit was refused");
        ReplyBuffer reply = buffers.Replies.Rent();
        try
        {
            Dispatcher.AnswerBusy(reply, limits.Connections, _connections.Busiest());
            PipeSocket.SendNow(pipe.SafePipeHandle, reply.End().Span);
        }
        catch (IOException)
        {
            // It is gone already.
        }
        finally
        {
            buffers.Replies.Return(reply);
        }
    }

    private async Task RecoverAsync(Exception exception)
    {
        if (exception is UnauthorizedAccessException)
        {
            Note("a connection of another user was refused");
            return;
        }
        // The system is short of something, descriptors most likely: asking again at once would only burn time.
        Note("a connection could not be accepted");
        await Task.Delay(TimeSpan.FromMilliseconds(100), clock).ConfigureAwait(false);
    }

    private async Task ServeAsync(NamedPipeServerStream pipe)
    {
        using Connection connection = new(pipe, dispatcher, buffers, notifications, limits);
        if (!_connections.Add(connection))
            return;
        try
        {
            await connection.RunAsync().ConfigureAwait(false);
        }
        catch (FrameException exception)
        {
            Note(exception.Message);
        }
        catch (Exception exception)
        {
            log.LogError(exception, "a connection failed");
        }
        finally
        {
            _connections.Remove(connection);
            trim.Arm();
        }
    }

    /// <summary>What a client did wrong, in our own words; nothing of what it sent.</summary>
    private void Note(string what)
    {
        if (_refused.Pass(out int withheld))
            log.LogWarning("{What}; {Withheld} more since the last note", what, withheld);
    }
}
