using Secrets.Tui.Commands.Syntax;

namespace Secrets.Tui.Commands;

/// <summary>The options of the commands that write secrets.</summary>
internal sealed class SecretOptions
{
    public Option Stage { get; } = new("stage", "keep the values for a later deploy");

    public Option Description { get; } = new("description", "what it is for") { Short = 'd', Value = "TEXT" };

    public Option Tag { get; } = new("tag", "a word to find it by; may be given several times, '' removes all") { Short = 't', Value = "WORD" };

    public Option WriteOnly { get; } = new("write-only", "let only runs use it, never get");

    public Option Readable { get; } = new("readable", "with a new value: let get show it, although the old one was write-only");

    public Option Expires { get; } = new("expires", "when it is due: 2027-01-31, or 90d, 12h, 4w from now; never") { Value = "TIME" };

    public Option Generate { get; } = new("generate", "make the value: password:40, hex:32, base64:32, uuid, rsa:4096, …") { Value = "RECIPE" };

    public Option Template { get; } = new("template", "let ${{ secrets.NAME }} in the value stand for another secret when a run uses it");

    public Option Literal { get; } = new("literal", "take that away again: what stands there is meant");

    /// <summary>Those that tell something about a secret; they hold for each that the command sets.</summary>
    public IReadOnlyList<Option> Details => [Generate, Description, Tag, WriteOnly, Readable, Template, Literal, Expires];
}
