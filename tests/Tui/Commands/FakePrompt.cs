using System.Text;
using Secrets.Shared.Contract;
using Secrets.Tui.Commands.Io;

namespace Secrets.Tests.Tui.Commands;

/// <summary>A person who gives the next answer of a list to whatever is asked; without a list there is nobody.</summary>
internal sealed class FakePrompt(string[]? answers) : IPrompt
{
    private readonly Queue<string> _answers = new(answers ?? []);

    public List<string> Asked { get; } = [];

    public bool IsAvailable => answers is not null;

    public SecretValue ReadHidden(string question, bool severalLines)
    {
        Asked.Add(question);
        return new SecretValue(Encoding.UTF8.GetBytes(_answers.Dequeue()));
    }

    public string? ReadLine(string question)
    {
        Asked.Add(question);
        return _answers.TryDequeue(out string? answer) ? answer : null;
    }

    public List<string> Shown { get; } = [];

    public void Say(string line)
    {
    }

    public void Show(SecretValue secret) => Shown.Add(Encoding.UTF8.GetString(secret.Span));
}
