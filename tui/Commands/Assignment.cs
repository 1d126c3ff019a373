using Secrets.Shared.Contract;

namespace Secrets.Tui.Commands;

/// <summary>A secret to be set, and where its value comes from.</summary>
/// <param name="Path">The secret.</param>
/// <param name="Source">Where the value comes from.</param>
internal sealed record Assignment(SecretPath Path, ValueSource Source)
{
    /// <summary>Which word of the command line holds the value.</summary>
    public int Place { get; init; }

    /// <summary>The file that holds the value.</summary>
    public string File { get; init; } = "";

    /// <summary>Reads what stands after <c>=</c>.</summary>
    public static Assignment Of(SecretPath path, string text, int place) => text switch
    {
        "-" => new Assignment(path, ValueSource.Input),
        ['@', .. string file] => new Assignment(path, ValueSource.File) { File = file },
        _ => new Assignment(path, ValueSource.AfterEquals) { Place = place },
    };

    /// <summary>Fetches the value.</summary>
    /// <exception cref="SecretsException">It cannot be read.</exception>
    public SecretValue Read(CommandContext context)
    {
        switch (Source)
        {
            case ValueSource.Input:
                if (context.InputIsTerminal())
                    context.Messages.Note("reading the value from the terminal until ctrl+D");
                return Noticed(context, ValueReader.FromStream(context.Input, "standard input"));
            case ValueSource.File:
                return Noticed(context, ValueReader.FromFile(File));
            case ValueSource.Prompt:
                return Ask(context);
            default:
                // Its bytes, which need not be text.
                byte[] word = context.Caller.Bytes(Place);
                int start = Source == ValueSource.Argument ? 0 : Array.IndexOf(word, (byte)'=') + 1;
                SecretValue value = new(word.AsSpan(start));
                Array.Clear(word);
                return value;
        }
    }

    private SecretValue Ask(CommandContext context)
    {
        if (!context.MayAsk)
            throw new SecretsException(ErrorCode.Invalid, $"no value for {Path.Name}, and nobody can be asked", "NAME=- reads standard input, NAME=@FILE a file");
        SecretValue value = context.Prompt.ReadHidden($"{Path.Name}: ", severalLines: true);
        int lines = value.Span.Count((byte)'\n') + (value.Span.EndsWith("\n"u8) ? 0 : 1);
        if (!context.Quiet)
            context.Prompt.Say(lines > 1 ? $"({value.Length} bytes, {lines} lines)" : $"({value.Length} bytes)");
        return value;
    }

    /// <summary>Tells of the newline that <c>echo</c> puts at the end of one line: it is kept, and rarely meant.</summary>
    private SecretValue Noticed(CommandContext context, SecretValue value)
    {
        if (value.Span.IndexOf((byte)'\n') is >= 0 and var first && first == value.Length - 1)
            context.Messages.Note($"the value of {Path.Name} ends with a newline, which is kept");
        return value;
    }
}
