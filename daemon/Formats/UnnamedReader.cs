using Secrets.Shared.Contract;

namespace Secrets.Daemon.Formats;

/// <summary>
/// Reads a text whose format nobody named: a <c>.env</c> file, or what <c>fly secrets import</c> reads, which its own command line does
/// not name either. Three quotes where a value begins are a mistake in the one and begin several lines in the other, so no text is both.
/// </summary>
internal sealed class UnnamedReader : ITextReader
{
    public void Read(ReadOnlySpan<byte> text, TextPairs into)
    {
        ITextReader reader = new DotenvReader(expand: false);
        if (text.IndexOf("\"\"\""u8) >= 0 && !Understands(reader, text) && Understands(new FlyReader(), text))
            reader = new FlyReader();
        reader.Read(text, into);
    }

    private static bool Understands(ITextReader reader, ReadOnlySpan<byte> text)
    {
        using TextPairs tried = new();
        try
        {
            reader.Read(text, tried);
            return true;
        }
        catch (SecretsException)
        {
            return false;
        }
    }
}
