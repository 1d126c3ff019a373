using System.Text;

namespace Secrets.Tests.Harness;

/// <summary>What a process left behind.</summary>
/// <param name="ExitCode">Its exit code, as a shell tells it: 128 and the signal's number when a signal ended it.</param>
/// <param name="Signal">The signal that ended it, or 0.</param>
/// <param name="Output">What it wrote to standard output; with a terminal, all that it wrote there.</param>
/// <param name="Errors">What it wrote to standard error.</param>
internal sealed record Finished(int ExitCode, int Signal, byte[] Output, byte[] Errors)
{
    /// <summary>Standard output as text.</summary>
    public string Text => Encoding.UTF8.GetString(Output);

    /// <summary>Standard error as text.</summary>
    public string Error => Encoding.UTF8.GetString(Errors);

    /// <summary>For the message of a failed assertion.</summary>
    public override string ToString() => $"exit code {ExitCode}\n--- output\n{Text}\n--- errors\n{Error}";
}
