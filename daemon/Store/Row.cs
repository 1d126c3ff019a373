using Microsoft.Data.Sqlite;

namespace Secrets.Daemon.Store;

/// <summary>
/// The current row of a query, read column by column in order. What does not fit a column's type is Damaged, for SQLite lets a row
/// hold anything.
/// </summary>
internal sealed class Row(SqliteDataReader reader)
{
    private readonly nint _statement = reader.Handle!.DangerousGetHandle();
    private int _column;

    /// <summary>Whether the column about to be read is null (a join that found nothing).</summary>
    public bool IsNull => NativeColumns.IsNull(_statement, _column);

    /// <summary>Goes to the next row, to its first column.</summary>
    public bool Next()
    {
        _column = 0;
        return reader.Read();
    }

    public void Skip(int columns) => _column += columns;

    public long Integer() => NativeColumns.Integer(_statement, _column++);

    public int Int() => Integer() is >= int.MinValue and <= int.MaxValue and var number ? (int)number : throw StoreErrors.WrongField();

    public long? NullableInteger() => IsNull ? Null<long?>() : Integer();

    public int? NullableInt() => IsNull ? Null<int?>() : Int();

    public byte[] Blob() => NativeColumns.Blob(_statement, _column++);

    public byte[]? NullableBlob() => IsNull ? Null<byte[]?>() : Blob();

    public DateTimeOffset Time()
    {
        long milliseconds = Integer();
        return milliseconds >= DateTimeOffset.MinValue.ToUnixTimeMilliseconds() && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : throw StoreErrors.WrongField();
    }

    public RecordTag Tag() => RecordTag.From(NativeColumns.Bytes(_statement, _column++));

    /// <summary>A record's key in the manifest: the number itself, or the beginning of a name's hash.</summary>
    public long Key() => NativeColumns.IsInteger(_statement, _column) ? Integer() : ManifestFile.KeyOf(NativeColumns.Bytes(_statement, _column++));

    private T? Null<T>()
    {
        _column++;
        return default;
    }
}
