using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Secrets.Daemon.Store;

namespace Secrets.Tests.Harness;

/// <summary>
/// Chooses the SQLite library before any test opens a database. Functions of the provider are bound one by one at their first call: a
/// test that looks into a file itself, before a store was opened, would bind some to the package's library and leave the rest to the
/// system's, and a connection that goes through both ends the process.
/// </summary>
internal static class SqliteChoice
{
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255:The 'ModuleInitializer' attribute should not be used in libraries", Justification = "Tests have no other beginning.")]
    public static void Make() => SqliteLibrary.Initialize();
}
