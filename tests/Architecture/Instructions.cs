using System.Reflection.Emit;
using System.Reflection.Metadata;

namespace Secrets.Tests.Architecture;

/// <summary>Walks the instructions of a method (ECMA-335, partition III) for the metadata tokens in them.</summary>
internal static class Instructions
{
    private const int TwoByteMarker = 0xFE;

    private static readonly Dictionary<int, OpCode> Codes = typeof(OpCodes).GetFields()
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => (int)(ushort)code.Value);

    public static IEnumerable<int> Tokens(BlobReader code)
    {
        List<int> tokens = [];
        while (code.RemainingBytes > 0)
        {
            int value = code.ReadByte();
            if (value == TwoByteMarker)
                value = value << 8 | code.ReadByte();
            switch (Codes[value].OperandType)
            {
                case OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType or OperandType.InlineSig:
                    tokens.Add(code.ReadInt32());
                    break;
                case OperandType.InlineSwitch:
                    // Read first: the offset on the left of += would be that before the count.
                    int targets = code.ReadInt32();
                    code.Offset += 4 * targets;
                    break;
                case OperandType.InlineI8 or OperandType.InlineR:
                    code.Offset += 8;
                    break;
                case OperandType.InlineI or OperandType.InlineBrTarget or OperandType.InlineString or OperandType.ShortInlineR:
                    code.Offset += 4;
                    break;
                case OperandType.InlineVar:
                    code.Offset += 2;
                    break;
                case OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar:
                    code.Offset += 1;
                    break;
            }
        }

        return tokens;
    }
}
