using Microsoft.Data.Sqlite;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Store;

/// <summary>The one place where SQLite's errors become ours.</summary>
internal static class StoreErrors
{
    private const int Error = 1, Busy = 5, Locked = 6, ReadOnly = 8, InputOutput = 10, Corrupt = 11, Full = 13, CannotOpen = 14, Constraint = 19, NotADatabase = 26;

    public static SecretsException Damaged(string what) =>
        new(ErrorCode.Damaged, $"the store is damaged or was changed by something else: {what}", "restore a backup; nothing of the damaged part is served");

    public static SecretsException WrongField() => Damaged("a field holds what was never written there");

    public static SecretsException Foreign(string path) =>
        new(ErrorCode.Damaged, $"{path} is no store of secrets", "it was left untouched; move it away or set SECRETS_HOME");

    public static SecretsException TooNew(string path, long version) =>
        new(ErrorCode.Damaged, $"{path} was written by a newer release (schema {version}, this one knows {Schema.Version})", "it was left untouched; install the newer release");

    /// <summary>Whether the error leaves the state of the whole transaction in doubt, not only that of one statement.</summary>
    public static bool IsFatal(SqliteException error) => error.SqliteErrorCode is not Constraint;

    public static SecretsException From(SqliteException error) => error.SqliteErrorCode switch
    {
        Corrupt or NotADatabase => Damaged("sqlite cannot read it"),
        // Our statements are constants: they fail like this only where tables or columns are missing.
        Error => Damaged("its tables are not the ones that were made"),
        Constraint => new(ErrorCode.Conflict, "the store holds such a record already"),
        Full => new(ErrorCode.Failure, "the disk is full: nothing was written", "free some space and try again"),
        ReadOnly or CannotOpen => new(ErrorCode.Failure, "the store cannot be opened or written", "check that its directory belongs to you, with mode 0700"),
        Busy or Locked => new(ErrorCode.Failure, "another program holds the store", "close what has vault.db open and try again"),
        InputOutput => new(ErrorCode.Failure, "the disk failed to read or write the store", "see the system's log"),
        _ => new(ErrorCode.Failure, $"sqlite failed with code {error.SqliteExtendedErrorCode}"),
    };
}
