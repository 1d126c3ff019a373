using Secrets.Shared.Contract;

namespace Secrets.Daemon.Runs;

/// <summary>The variables of a plan while it is made: each name once, each fit for an environment. Dispose clears what was not taken.</summary>
internal sealed class VariableSet : IDisposable
{
    /// <summary>The longest <c>NAME=value</c> that Linux starts a program with, its final NUL included (MAX_ARG_STRLEN, binfmts.h).</summary>
    public const int MaxVariable = 128 << 10;

    /// <summary>
    /// The most for all variables together, in bytes. Linux takes a quarter of the stack's limit for arguments and environment, that
    /// is 2 MiB unless somebody changed it, and the caller's own environment needs room too.
    /// </summary>
    public const int MaxTotal = 3 << 19;

    private readonly List<NamedValue> _variables;
    private readonly HashSet<string> _names;
    private int _total;

    public VariableSet(int capacity)
    {
        _variables = new List<NamedValue>(capacity);
        _names = new HashSet<string>(capacity);
    }

    /// <summary>Whether there is one of this name.</summary>
    public bool Contains(string variable) => _names.Contains(variable);

    /// <summary>Adds a variable and takes its value.</summary>
    /// <param name="variable">A POSIX name that is not in the set yet.</param>
    /// <param name="value">Its value; disposed by this set, also where it is refused.</param>
    /// <exception cref="SecretsException">Invalid: the value has a NUL or is too long.</exception>
    public void Add(string variable, SecretValue value)
    {
        int length = variable.Length + 1 + value.Length + 1;
        string? mistake = value.HasNul ? $"the value for {variable} holds a NUL byte, which no environment variable can"
            : length > MaxVariable ? $"{variable} would take {length} bytes, and Linux starts no program with a variable over {MaxVariable}"
            : (_total += length) > MaxTotal ? $"with {variable} the variables take more than {MaxTotal} bytes together, too much for one environment"
            : null;
        if (mistake is not null)
        {
            value.Dispose();
            throw new SecretsException(ErrorCode.Invalid, mistake, "leave it out with --only, or give it as a file: --file NAME");
        }
        _names.Add(variable);
        _variables.Add(new NamedValue(variable, value));
    }

    /// <summary>Hands the variables over, in the order they were added.</summary>
    public IReadOnlyList<NamedValue> Take()
    {
        NamedValue[] taken = [.. _variables];
        _variables.Clear();
        return taken;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (NamedValue variable in _variables)
            variable.Value.Dispose();
    }
}
