namespace Secrets.Tests.Architecture;

/// <summary>One thing that a type's metadata or code names.</summary>
/// <param name="From">The full name of the type that names it; for a nested type that of the outermost.</param>
/// <param name="FromNamespace">Its namespace.</param>
/// <param name="To">The full name of the named type, or the file name of a native library.</param>
/// <param name="ToNamespace">The namespace of the named type; empty for a native library.</param>
/// <param name="Library">The assembly of the named type, or the native library.</param>
internal sealed record CodeReference(string From, string FromNamespace, string To, string ToNamespace, string Library);
