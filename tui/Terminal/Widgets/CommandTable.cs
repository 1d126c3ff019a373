using Secrets.Tui.Terminal.Input;

namespace Secrets.Tui.Terminal.Widgets;

/// <summary>Everything that can be done in one place. Keys, hints, palette, help and documentation are made from it.</summary>
internal sealed class CommandTable
{
    private readonly Dictionary<string, KeyCommand> _byKey = new(StringComparer.Ordinal);

    /// <exception cref="ArgumentException">A key means two things.</exception>
    public CommandTable(params IEnumerable<KeyCommand> commands)
    {
        Commands = [.. commands];
        foreach (KeyCommand command in Commands)
        {
            foreach (string key in command.Keys)
                _byKey.Add(key, command);
        }
    }

    public IReadOnlyList<KeyCommand> Commands { get; }

    /// <summary>What stands in the hint bar now.</summary>
    public IEnumerable<KeyCommand> Hints => Commands.Where(command => command.IsHinted);

    /// <summary>The command of a key, available or not; null when the key means nothing.</summary>
    public KeyCommand? Find(Key key) => _byKey.GetValueOrDefault(key.ToString());

    /// <summary>Runs what a key means. False when it means nothing now.</summary>
    public bool TryRun(Key key)
    {
        if (Find(key) is not { IsAvailable: true } command)
            return false;
        command.Run();
        return true;
    }
}
