using System.Buffers.Text;

namespace Secrets.Tui.Terminal.Input;

/// <summary>The numbers of a control sequence, separated by semicolons; what follows a colon within one refines it and is left out.</summary>
internal static class Parameters
{
    /// <summary>The number at an index, or another when it is missing or none.</summary>
    public static int Number(ReadOnlySpan<byte> parameters, int index, int missing)
    {
        foreach (Range part in parameters.Split((byte)';'))
        {
            if (index-- > 0)
                continue;
            ReadOnlySpan<byte> text = parameters[part];
            return Utf8Parser.TryParse(text, out int number, out int used) && (used == text.Length || text[used] == ':') ? number : missing;
        }
        return missing;
    }
}
