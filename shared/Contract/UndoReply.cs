namespace Secrets.Shared.Contract;

/// <summary>What was undone.</summary>
/// <param name="Change"><c>set</c>, <c>delete</c>, <c>import</c>, <c>rollback</c>, <c>deploy</c>, <c>discard</c>, <c>edit</c>, <c>rename</c>, <c>copy</c> or <c>move</c>.</param>
/// <param name="Redone">Whether the last change was an undo of that, so that it now holds again.</param>
/// <param name="At">When the change was made that is undone now.</param>
/// <param name="Secrets">Every secret that it touched, by name, as it stands now.</param>
public sealed record UndoReply(string Change, bool Redone, DateTimeOffset At, IReadOnlyList<UndoneSecret> Secrets);
