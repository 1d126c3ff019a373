using Secrets.Shared.Contract;
using Secrets.Tui.Commands.Io;

namespace Secrets.Tui.Commands;

/// <summary>Where a typed key of the vault comes from: the terminal, or standard input, one key a line.</summary>
/// <param name="context">The outside world.</param>
internal sealed class KeyInput(CommandContext context)
{
    private const int Attempts = 3;

    /// <summary>Asks for a new passphrase until it is given the same twice, three times at most.</summary>
    /// <exception cref="SecretsException">Failure: nothing was given, or never the same.</exception>
    public static SecretValue NewPassphrase(IPrompt prompt)
    {
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            SecretValue first = prompt.ReadHidden("New passphrase: ", severalLines: false);
            if (first.Length == 0)
            {
                prompt.Say("An empty passphrase protects nothing.");
                continue;
            }
            using SecretValue second = prompt.ReadHidden("Once more: ", severalLines: false);
            if (first.Span.SequenceEqual(second.Span))
                return first;
            first.Dispose();
            prompt.Say("These are not the same.");
        }
        throw new SecretsException(ErrorCode.Failure, "no passphrase was given");
    }

    /// <summary>Reads a passphrase from standard input, less the newline that <c>echo</c> puts at its end.</summary>
    /// <exception cref="SecretsException">Invalid: there is none.</exception>
    public static SecretValue PassphraseFrom(Stream input)
    {
        using SecretValue all = ValueReader.FromStream(input, "standard input");
        ReadOnlySpan<byte> passphrase = all.Span;
        if (passphrase.EndsWith("\n"u8))
            passphrase = passphrase[..^1];
        if (passphrase.EndsWith("\r"u8))
            passphrase = passphrase[..^1];
        return passphrase.IsEmpty
            ? throw new SecretsException(ErrorCode.Invalid, "standard input holds no passphrase")
            : new SecretValue(passphrase);
    }

    /// <summary>The present passphrase.</summary>
    /// <exception cref="SecretsException">Invalid: nobody can be asked.</exception>
    public SecretValue Passphrase() => context.MayAsk
        ? context.Prompt.ReadHidden("Passphrase: ", severalLines: false)
        : throw new SecretsException(ErrorCode.Invalid, "there is no terminal to ask for the passphrase on", "--passphrase-stdin or --key-file FILE");

    /// <summary>A recovery key: asked for, or the next line of standard input where nobody can be asked.</summary>
    public SecretValue Recovery() => context.MayAsk ? context.Prompt.ReadHidden("Recovery key: ", severalLines: false) : NextLine("recovery key");

    /// <summary>The next line of standard input, without its end. Read byte by byte: what follows may be for somebody else.</summary>
    /// <exception cref="SecretsException">Invalid: there is none, or it is too long.</exception>
    public SecretValue NextLine(string what)
    {
        using SecretBufferWriter buffer = new();
        int letter = -1;
        while (buffer.Length <= SecretValue.MaxLength && (letter = context.Input.ReadByte()) >= 0 && letter != '\n')
            buffer.Write([(byte)letter]);
        if (buffer.Length > SecretValue.MaxLength)
            throw new SecretsException(ErrorCode.Invalid, "standard input holds a line that is too long");
        ReadOnlySpan<byte> line = buffer.WrittenSpan;
        if (line.EndsWith("\r"u8))
            line = line[..^1];
        return line.IsEmpty ? throw new SecretsException(ErrorCode.Invalid, $"standard input holds no {what}") : new SecretValue(line);
    }
}
