namespace Secrets.Tui.Launch.Children;

/// <summary>A program that runs beside us; what happens to it comes as a <see cref="RunEvent"/>.</summary>
internal interface IChild : IDisposable
{
    /// <summary>Whether it is stopped still, as far as that is known: what is told may be over.</summary>
    bool IsStopped { get; }

    /// <summary>Sends it a signal. Nothing happens where it has ended.</summary>
    /// <param name="signal">The signal's number.</param>
    /// <param name="toGroup">To its whole process group, where it has one of its own.</param>
    void Send(int signal, bool toGroup);
}
