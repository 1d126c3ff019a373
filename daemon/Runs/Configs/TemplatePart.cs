using System.Runtime.InteropServices;
using Secrets.Daemon.Runs.Configs.Nodes;

namespace Secrets.Daemon.Runs.Configs;

/// <summary>A piece of a value: literal text, or the name of a secret whose value stands in its place.</summary>
/// <param name="Text">The text, or the secret's name.</param>
/// <param name="IsSecret">Which of the two.</param>
/// <param name="At">Where the value stands that it is a piece of.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TemplatePart(string Text, bool IsSecret, Position At);
