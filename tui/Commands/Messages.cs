using System.Text;
using Secrets.Shared.Contract;

namespace Secrets.Tui.Commands;

/// <summary>
/// The only writer to standard error. Every line is <c>secrets: KIND: text</c>, lower case, without a final stop; it names the
/// person's mistake and what to do about it, and never a value.
/// </summary>
/// <param name="stream">Where it goes.</param>
/// <param name="colour">Whether the kind is coloured: on a terminal, unless NO_COLOR is set.</param>
internal sealed class Messages(Stream stream, Func<bool> colour)
{
    private const string Red = "31";
    private const string Yellow = "33";
    private const string Cyan = "36";

    /// <summary>Whether notes are left out (<c>-q</c>).</summary>
    public bool Quiet { get; set; }

    /// <summary>What went wrong, and what to do about it.</summary>
    public void Error(string message, string? hint = null)
    {
        Write("error", Red, message);
        if (hint is not null)
            Write("hint", Cyan, hint);
    }

    /// <summary>What went wrong, and what to do about it.</summary>
    public void Error(SecretsException exception) => Error(exception.Message, exception.Hint);

    /// <summary>What will likely surprise.</summary>
    public void Warning(string message) => Write("warning", Yellow, message);

    /// <summary>What is good to know.</summary>
    public void Note(string message)
    {
        if (!Quiet)
            Write("note", Cyan, message);
    }

    /// <summary>Draws over the line that was drawn last, on a terminal; an empty text clears it.</summary>
    public void Redraw(string line) => Write($"\r{Printable.Line(line)}\x1b[K");

    /// <summary>Text as it is, for the usage where nobody asked for it.</summary>
    public void Usage(string text) => Write(text);

    private void Write(string kind, string colourCode, string message)
    {
        string text = Printable.Line(message);
        Write(colour() ? $"secrets: \x1b[1;{colourCode}m{kind}:\x1b[0m {text}\n" : $"secrets: {kind}: {text}\n");
    }

    private void Write(string text)
    {
        try
        {
            stream.Write(Encoding.UTF8.GetBytes(text));
        }
        catch (IOException)
        {
            // Nobody can be told that nobody can be told; the exit code still says it.
        }
    }
}
