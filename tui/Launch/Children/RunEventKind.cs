namespace Secrets.Tui.Launch.Children;

/// <summary>What can happen while a child runs.</summary>
internal enum RunEventKind
{
    /// <summary>We got a signal; its number.</summary>
    Signal,

    /// <summary>We got a signal that ends what does nothing about it, and the child has it now; its number.</summary>
    PassedOn,

    /// <summary>The child was stopped; by the signal of this number.</summary>
    Stopped,

    /// <summary>The child ended; its status as <c>waitpid</c> has it.</summary>
    Ended,

    /// <summary>Something else that the loop should look at.</summary>
    Wake,
}
