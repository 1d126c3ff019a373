using System.Runtime.InteropServices;

namespace Secrets.Tui.Terminal.Unix;

/// <summary>struct pollfd.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PollDescriptor
{
    public int Descriptor;
    public short Events;
    public short Returned;
}
