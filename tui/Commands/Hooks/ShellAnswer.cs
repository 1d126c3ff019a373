using System.Text;
using Secrets.Shared.Contract;
using Secrets.Tui.Commands.Io;

namespace Secrets.Tui.Commands.Hooks;

/// <summary>Writes what a shell evaluates to get from what is loaded to what should be.</summary>
/// <param name="shell">The shell.</param>
/// <param name="output">Where it goes: a pipe to the shell, so that no value stands in an argument.</param>
internal sealed class ShellAnswer(ShellDialect shell, Output output)
{
    /// <summary>Tells the shell something for its own use.</summary>
    public void Remember(string name, string text)
    {
        output.Write($"{shell.Keep}__secrets_{name}{shell.Between}");
        Value(Encoding.UTF8.GetBytes(text));
        output.Write("\n"u8);
    }

    /// <summary>Everything as it was.</summary>
    public void Unload(LoadedState loaded)
    {
        foreach (string name in loaded.Former.Keys)
            Back(name, loaded);
        output.WriteLine(shell.KeepsAll ? $"set -eg {LoadedState.Variable}" : $"unset -v {LoadedState.Variable}");
    }

    /// <summary>These variables, in place of those that are loaded; where the shell cannot take one of them, none.</summary>
    public void Load(LoadedState loaded, LoadedState next, IReadOnlyList<NamedValue> variables)
    {
        string state = next.Format();
        foreach (string name in loaded.Former.Keys.Where(name => !next.Former.ContainsKey(name)))
            Back(name, loaded);
        output.WriteLine($"if __secrets_fit {string.Join(' ', next.Former.Keys)}{shell.Then}");
        List<string> fresh = [.. next.Former.Where(entry => !loaded.Former.ContainsKey(entry.Key) && (shell.KeepsAll || entry.Value is null)).Select(static entry => entry.Key)];
        if (fresh.Count > 0)
            output.WriteLine($"__secrets_keep {string.Join(' ', fresh)}");
        foreach (NamedValue variable in variables)
        {
            output.Write($"{shell.Export}{variable.Name}{shell.Between}");
            Value(variable.Value.Span);
            output.Write("\n"u8);
        }
        output.Write($"{shell.Export}{LoadedState.Variable}{shell.Between}");
        Value(Encoding.ASCII.GetBytes(state));
        output.WriteLine("\nelse");
        Unload(loaded with { Former = loaded.Former.Where(entry => next.Former.ContainsKey(entry.Key)).ToDictionary() });
        output.WriteLine($"true\n{shell.EndIf}");
    }

    private void Back(string name, LoadedState loaded)
    {
        output.Write($"__secrets_back {name}");
        if (loaded.Former[name] is { } former)
        {
            output.Write(" "u8);
            Value(former);
        }
        output.Write("\n"u8);
    }

    private void Value(ReadOnlySpan<byte> bytes) => shell.Write(output, bytes);
}
