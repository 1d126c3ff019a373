using Secrets.Shared.Client;
using Secrets.Shared.Contract;
using Secrets.Tui.Commands.Io;
using Secrets.Tui.Commands.Syntax;
using Secrets.Tui.Launch;

namespace Secrets.Tui.Commands;

/// <summary><c>secrets __guard FOLDER</c>: waits for the end of the process that a run's folder is named for, and removes the folder.</summary>
internal sealed unsafe class GuardCommand : Command
{
    private const short Readable = 1;
    private const int Again = 100;

    public override CommandSyntax Syntax => new("__guard", CommandGroup.Hidden, "Remove the folder of a run that ends")
    {
        Arguments = "FOLDER",
        Least = 1,
        Most = 1,
    };

    public override int Run(CommandContext context, ParsedLine line)
    {
        string name = Path.GetFileName(line[0]);
        if (!RunFolders.IsName(name))
            throw new SecretsException(ErrorCode.Invalid, "this is no run's folder");
        Posix.StandAlone();
        do
        {
            Wait();
        }
        while (RunFolders.IsAlive(name));
        RunFolders.Remove(line[0]);
        return ExitCodes.Done;
    }

    private static void Wait()
    {
        // struct pollfd: the descriptor, then two times 16 bits, events and what came.
        int* descriptor = stackalloc int[2] { Guardian.Descriptor, Readable };
        // A pidfd becomes readable with the end. Where the kernel knows none, the answer comes at once, and we look again and again; so too
        // for the moment in which execve takes the other threads' place.
        if (Posix.Poll(descriptor, 1, -1) < 0 || ((short*)descriptor)[3] != 0)
            Thread.Sleep(Again);
    }
}
