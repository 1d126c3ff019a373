using Microsoft.Win32.SafeHandles;
using Secrets.Shared.Contract;
using Secrets.Tui.Commands.Syntax;

namespace Secrets.Tui.Commands;

/// <summary><c>secrets edit</c>: a value in the person's editor.</summary>
internal sealed class EditCommand : Command
{
    public override CommandSyntax Syntax => new("edit", CommandGroup.Secrets, "Change a value in your editor")
    {
        Arguments = "NAME",
        Least = 1,
        Most = 1,
        Completes = Completes.SecretNames,
        Details =
        [
            "Opens the value in $VISUAL, $EDITOR or vi, in a file that only you can read, in a directory of its own in memory",
            "(XDG_RUNTIME_DIR or /dev/shm), which is gone when the editor ends, however that comes. Where there is no such place,",
            "nothing is written. Memory can be swapped out where swap is not encrypted.",
            "",
            "An unchanged value makes no new version, and nothing is stored where the editor fails or the file is left empty.",
            "The newline that editors put at the end is taken off again where the value had none.",
        ],
        Examples = ["secrets edit app_config", "EDITOR='code --wait' secrets edit prod/app_config"],
    };

    public override int Run(CommandContext context, ParsedLine line)
    {
        SecretPath path = SecretPath.Parse(line[0], context.Scope);
        Editor editor = Editor.Of(context.Variable);
        using GetReply before = context.Call(daemon => daemon.GetAsync(new GetRequest([path.Name], path.Scope), CancellationToken.None));
        // It would wait for ever, or take what it reads for keys.
        if (!editor.IsChosen && !context.InputIsTerminal())
            throw new SecretsException(ErrorCode.Failure, "there is no terminal to edit on", "set EDITOR to a program that needs none, or use secrets set");
        // An inherited secret is not changed where it comes from: the change is this environment's own.
        ListReply own = context.Call(daemon => daemon.ListAsync(new ListRequest(path.Scope), CancellationToken.None));
        int version = own.Secrets.FirstOrDefault(secret => secret.Name == path.Name)?.Version ?? 0;
        // What is inherited as a template stays one.
        bool template = context.Call(daemon => daemon.DescribeAsync(new DescribeRequest(path.Name, path.Scope), CancellationToken.None)).References is not null;
        SecretValue value = before.Secrets[0].Value;
        using SecretValue? after = Edit(context, editor, path.Name, value);
        if (after is null || after.Span.SequenceEqual(value.Span))
        {
            context.Messages.Note($"{path.Name} was not changed{(after is null ? ": the file was left empty" : "")}");
            return ExitCodes.Done;
        }
        using SetRequest request = new([new SetEntry(path.Name, after, ExpectedVersion: version, Template: template ? true : null)], path.Scope);
        Write(context, request);
        return context.Done();
    }

    /// <summary>The value as the person left it; null where nothing is left.</summary>
    private static SecretValue? Edit(CommandContext context, Editor editor, string name, SecretValue value)
    {
        using EditPlace place = new([context.Variable("XDG_RUNTIME_DIR"), "/dev/shm"]);
        string file = Path.Combine(place.Folder, name);
        using (SafeFileHandle handle = File.OpenHandle(file, FileMode.CreateNew, FileAccess.Write))
        {
            File.SetUnixFileMode(handle, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            RandomAccess.Write(handle, value.Span, 0);
        }
        int code = editor.Open(file, place.ChildEnvironment, context.Folder());
        if (code != 0)
            throw new SecretsException(ErrorCode.Failure, $"the editor '{Names.Printable(editor.Command)}' ended with {code}, and nothing was stored", code == 127 ? "set EDITOR to the one you use" : null);
        SecretValue edited = ValueReader.FromFile(file);
        int length = edited.Length - (edited.Span.EndsWith("\n"u8) && !value.Span.EndsWith("\n"u8) ? 1 : 0);
        if (length == edited.Length && length > 0)
            return edited;
        using (edited)
            return length > 0 ? new SecretValue(edited.Span[..length]) : null;
    }

    private static void Write(CommandContext context, SetRequest request)
    {
        try
        {
            context.Call(daemon => daemon.SetAsync(request, CancellationToken.None));
        }
        catch (SecretsException exception) when (exception.Code == ErrorCode.Conflict && context.MayAsk)
        {
            // What was typed is nowhere else any more.
            SetEntry entry = request.Secrets[0];
            context.Prompt.Say($"{entry.Name} was changed by somebody else meanwhile");
            if (!Answers.IsYes(context.Prompt.ReadLine("Put yours above it? [y/N]: ") ?? "n", whenEmpty: false))
                throw;
            context.Call(daemon => daemon.SetAsync(request with { Secrets = [entry with { ExpectedVersion = null }] }, CancellationToken.None));
        }
    }
}
