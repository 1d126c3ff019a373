using System.Runtime.InteropServices;

namespace Secrets.Tui.Launch.Children;

/// <summary><c>struct pollfd</c></summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PollEntry
{
    public int Descriptor;
    public short Events;
    public short Happened;
}
