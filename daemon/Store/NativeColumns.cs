namespace Secrets.Daemon.Store;

/// <summary>
/// SQLite's column functions without the provider's safe handle around each call: a row of a run has 20 columns, and counting
/// references at each took as long as all the rest of reading it. Whoever calls holds the reader, which holds the statement.
/// </summary>
internal static unsafe class NativeColumns
{
    private const int IntegerType = 1, BlobType = 4, NullType = 5;

    // They only look into memory that the last step filled, so the collector need not be told of the call.
    private static readonly delegate* unmanaged[SuppressGCTransition]<nint, int, int> Type =
        (delegate* unmanaged[SuppressGCTransition]<nint, int, int>)SqliteLibrary.Export("sqlite3_column_type");

    private static readonly delegate* unmanaged[SuppressGCTransition]<nint, int, long> Int64 =
        (delegate* unmanaged[SuppressGCTransition]<nint, int, long>)SqliteLibrary.Export("sqlite3_column_int64");

    private static readonly delegate* unmanaged<nint, int, byte*> Content =
        (delegate* unmanaged<nint, int, byte*>)SqliteLibrary.Export("sqlite3_column_blob");

    private static readonly delegate* unmanaged[SuppressGCTransition]<nint, int, int> Length =
        (delegate* unmanaged[SuppressGCTransition]<nint, int, int>)SqliteLibrary.Export("sqlite3_column_bytes");

    public static bool IsNull(nint statement, int column) => Type(statement, column) == NullType;

    /// <exception cref="Secrets.Shared.Contract.SecretsException">Damaged: the row holds something else there.</exception>
    public static long Integer(nint statement, int column) =>
        Type(statement, column) == IntegerType ? Int64(statement, column) : throw StoreErrors.WrongField();

    /// <exception cref="Secrets.Shared.Contract.SecretsException">Damaged: the row holds something else there.</exception>
    public static byte[] Blob(nint statement, int column) => Bytes(statement, column).ToArray();

    public static bool IsInteger(nint statement, int column) => Type(statement, column) == IntegerType;

    /// <summary>The bytes in SQLite's own memory: good until the next step.</summary>
    /// <exception cref="Secrets.Shared.Contract.SecretsException">Damaged: the row holds something else there.</exception>
    public static ReadOnlySpan<byte> Bytes(nint statement, int column)
    {
        if (Type(statement, column) != BlobType)
            throw StoreErrors.WrongField();
        // Content first: a blob of zeros that SQLite keeps unexpanded gets its length only then.
        byte* content = Content(statement, column);
        return new ReadOnlySpan<byte>(content, Length(statement, column));
    }
}
