using System.Runtime.InteropServices;
using System.Text;

namespace Secrets.Tui.Launch;

/// <summary>This process's environment as the kernel gave it. The runtime decodes it as UTF-8, and a value need not be that.</summary>
internal static unsafe class AmbientVariables
{
    /// <summary>A variable's bytes, null when unset.</summary>
    public static byte[]? Bytes(string name)
    {
        ReadOnlySpan<byte> wanted = Encoding.UTF8.GetBytes(name + "=");
        for (byte** entry = Libc.Environment(); *entry != null; entry++)
        {
            ReadOnlySpan<byte> text = MemoryMarshal.CreateReadOnlySpanFromNullTerminated(*entry);
            if (text.StartsWith(wanted))
                return text[wanted.Length..].ToArray();
        }
        return null;
    }
}
