using Secrets.Shared.Contract;
using Secrets.Tui.Launch.Children;
using Secrets.Tui.Runs;

namespace Secrets.Tui.Commands.Supervision;

/// <summary>
/// <c>secrets run --detach</c>: starts a supervisor, which is this program once more, with this command line, environment and folder, in a
/// session of its own. So nothing of them is sent anywhere, or written down.
/// </summary>
internal static class DetachedStart
{
    /// <summary>Starts it, and waits until its program runs. What went wrong it says itself, on our standard error.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(CommandContext context, string name, bool asked)
    {
        // Now, while somebody can be asked for the passphrase; the supervisor has no terminal.
        context.Call(async daemon =>
        {
            VaultStatus status = await daemon.StatusAsync(CancellationToken.None).ConfigureAwait(false);
            if (!status.Initialized)
                throw new SecretsException(ErrorCode.NotFound, "there is no vault yet", "secrets init");
            if (status.Locked)
                throw new SecretsException(ErrorCode.Locked, "the vault is locked", "secrets unlock");
        });
        RunRegistry registry = new(context.Paths);
        (int id, string given) = registry.Add(name, asked);
        string folder = registry.Folder(id);
        List<byte[]> arguments = ["__supervise"u8.ToArray(), System.Text.Encoding.UTF8.GetBytes(folder), System.Text.Encoding.UTF8.GetBytes(given)];
        for (int i = 0; i < context.Arguments.Length; i++)
            arguments.Add(context.Caller.Bytes(i));
        (int read, int write) = Descriptors.Pipe();
        int nothing = Unix.Open("/dev/null", 0);
        int process = SelfStart.Start(arguments, [nothing, write, -1], terminal: null, newSession: true);
        _ = Unix.Close(nothing);
        _ = Unix.Close(write);
        Span<byte> ready = stackalloc byte[1];
        bool runs = Descriptors.ReadAll(read, ready);
        _ = Unix.Close(read);
        if (!runs)
        {
            int code = ChildStatus.ExitCode(Wait(process));
            // It said why, where a program could not be started; there is nothing that anybody could want to look at.
            Directory.Delete(folder, recursive: true);
            return code == 0 ? ExitCodes.RunFailed : code;
        }
        if (context.Json)
        {
            JsonText.Write(context.Out, json =>
            {
                json.WriteStartObject();
                json.WriteNumber("id", id);
                json.WriteString("name", given);
                json.WriteEndObject();
            });
        }
        else if (!context.Quiet)
        {
            context.Out.WriteLine($"{id} {given}");
        }
        return ExitCodes.Done;
    }

    private static unsafe int Wait(int process)
    {
        int status;
        while (Unix.Wait(process, &status, 0) < 0)
        {
            if (System.Runtime.InteropServices.Marshal.GetLastPInvokeError() != Unix.EINTR)
                return ChildStatus.Killed;
        }
        return status;
    }
}
