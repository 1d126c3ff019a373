using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Secrets.Shared.Contract;

namespace Secrets.Tui.Launch;

/// <summary>
/// The environment of a run: the caller's own strings, byte for byte and in their order, less what the plan replaces, then the
/// plan's variables. The caller's strings are pointed at; only the plan's are copied, into one block that Dispose clears.
/// </summary>
internal sealed unsafe class ChildEnvironment : IDisposable
{
    /// <summary>A key of ours is for this call alone. Where the vault is and which scope is meant stays: a <c>secrets</c> in the child means the same.</summary>
    private const string Token = "SECRETS_TOKEN";

    private static readonly string[] KeptWhenPristine = ["PATH", "HOME", "USER", "SHELL", "TERM", "LANG", "TZ", "TMPDIR"];

    private readonly byte** _pointers;
    private readonly byte* _block;
    private readonly int _blockLength;
    private int _count;

    /// <summary>Puts it together.</summary>
    /// <param name="caller">The caller's environment, ended by a null pointer; it must outlive this.</param>
    /// <param name="plan">The plan; its variables are copied.</param>
    /// <param name="rules">Who wins.</param>
    /// <exception cref="SecretsException">Invalid: a value holds a NUL byte, or a name is none; NotFound: variables that the caller should have.</exception>
    public ChildEnvironment(byte** caller, RunPlan plan, EnvironmentRules rules)
    {
        int ambient = 0;
        while (caller[ambient] != null)
            ambient++;
        RequireFromCaller(caller, ambient, plan);
        _blockLength = Measure(plan.Variables);
        _pointers = (byte**)NativeMemory.Alloc((nuint)(ambient + plan.Variables.Count + 1), (nuint)sizeof(byte*));
        _block = (byte*)NativeMemory.Alloc((nuint)_blockLength);
        Span<bool> taken = plan.Variables.Count <= 256 ? stackalloc bool[plan.Variables.Count] : new bool[plan.Variables.Count];
        for (int i = 0; i < ambient; i++)
        {
            if (Keeps(caller[i], plan, rules, taken))
                _pointers[_count++] = caller[i];
        }
        Append(plan.Variables, taken);
        _pointers[_count] = null;
    }

    /// <summary>The strings, ended by a null pointer.</summary>
    public byte** Pointer => _pointers;

    /// <summary>The value of a variable, or nothing where it is not set.</summary>
    public ReadOnlySpan<byte> Value(ReadOnlySpan<byte> name, out bool found)
    {
        byte* entry = Find(_pointers, _count, name);
        found = entry != null;
        return found ? MemoryMarshal.CreateReadOnlySpanFromNullTerminated(entry + name.Length + 1) : default;
    }

    /// <summary>Clears the plan's variables.</summary>
    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(new Span<byte>(_block, _blockLength));
        NativeMemory.Free(_block);
        NativeMemory.Free(_pointers);
    }

    private static bool Keeps(byte* entry, RunPlan plan, EnvironmentRules rules, Span<bool> taken)
    {
        ReadOnlySpan<byte> name = NameOf(entry);
        if (Same(name, Token))
            return false;
        for (int i = 0; i < plan.Variables.Count; i++)
        {
            if (!Same(name, plan.Variables[i].Name))
                continue;
            if (!rules.PreserveAll && (rules.Preserve is null || !IsOneOf(name, rules.Preserve)))
                return false;
            taken[i] = true;
            return true;
        }
        return !rules.Pristine || IsOneOf(name, KeptWhenPristine)
            || (rules.Preserve is not null && IsOneOf(name, rules.Preserve)) || (plan.FromCaller is not null && IsOneOf(name, plan.FromCaller));
    }

    private static int Measure(IReadOnlyList<NamedValue> variables)
    {
        int length = 0;
        for (int i = 0; i < variables.Count; i++)
        {
            NamedValue variable = variables[i];
            if (!Names.IsVariable(variable.Name))
                throw new SecretsException(ErrorCode.Invalid, $"'{Names.Printable(variable.Name)}' cannot be the name of an environment variable");
            if (variable.Value.HasNul)
                throw new SecretsException(ErrorCode.Invalid, $"the value for {variable.Name} holds a NUL byte, which no environment variable can", "give it to the program as a file");
            length += variable.Name.Length + 1 + variable.Value.Length + 1;
        }
        return length;
    }

    private static void RequireFromCaller(byte** caller, int count, RunPlan plan)
    {
        List<string>? missing = null;
        foreach (string name in plan.FromCaller ?? [])
        {
            if (Find(caller, count, Encoding.UTF8.GetBytes(name)) == null)
                (missing ??= []).Add(name);
        }
        if (missing is not null)
        {
            throw new SecretsException(
                ErrorCode.NotFound,
                $"the configuration takes {string.Join(", ", missing)} from your environment, where {(missing.Count == 1 ? "it is" : "they are")} not set",
                missing.Count == 1 ? $"export {missing[0]}=…" : "export them first");
        }
    }

    private static byte* Find(byte** entries, int count, ReadOnlySpan<byte> name)
    {
        for (int i = 0; i < count; i++)
        {
            if (NameOf(entries[i]).SequenceEqual(name))
                return entries[i];
        }
        return null;
    }

    /// <summary>What stands before the first <c>=</c>; a string without one is nobody's variable and has the empty name.</summary>
    private static ReadOnlySpan<byte> NameOf(byte* entry)
    {
        ReadOnlySpan<byte> text = MemoryMarshal.CreateReadOnlySpanFromNullTerminated(entry);
        int end = text.IndexOf((byte)'=');
        return end < 0 ? default : text[..end];
    }

    private static bool IsOneOf(ReadOnlySpan<byte> name, IReadOnlyList<string> names)
    {
        for (int i = 0; i < names.Count; i++)
        {
            if (Same(name, names[i]))
                return true;
        }
        return false;
    }

    /// <summary>Compares with a name of ours, which is ASCII.</summary>
    private static bool Same(ReadOnlySpan<byte> name, string other) => Ascii.Equals(name, other);

    private void Append(IReadOnlyList<NamedValue> variables, ReadOnlySpan<bool> taken)
    {
        Span<byte> rest = new(_block, _blockLength);
        for (int i = 0; i < variables.Count; i++)
        {
            if (taken[i])
                continue;
            NamedValue variable = variables[i];
            _pointers[_count++] = _block + (_blockLength - rest.Length);
            int length = Encoding.UTF8.GetBytes(variable.Name, rest);
            rest[length++] = (byte)'=';
            variable.Value.Span.CopyTo(rest[length..]);
            length += variable.Value.Length;
            rest[length++] = 0;
            rest = rest[length..];
        }
        // What the caller's own variables made needless.
        rest.Clear();
    }
}
