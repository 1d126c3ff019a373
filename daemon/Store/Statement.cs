using Microsoft.Data.Sqlite;

namespace Secrets.Daemon.Store;

/// <summary>A statement prepared once, with parameters <c>$1</c>, <c>$2</c>, … bound in order.</summary>
internal sealed class Statement : IFieldSink, IDisposable
{
    private readonly SqliteCommand _command;
    private readonly SqliteParameter[] _parameters;
    private int _bound;

    public Statement(SqliteConnection connection, string sql)
    {
        _command = connection.CreateCommand();
        _command.CommandText = sql;
        int count = 0;
        while (sql.Contains($"${count + 1}", StringComparison.Ordinal))
            count++;
        _parameters = new SqliteParameter[count];
        for (int i = 0; i < count; i++)
            _parameters[i] = _command.Parameters.Add(new SqliteParameter { ParameterName = $"${i + 1}", Value = DBNull.Value });
        _command.Prepare();
    }

    /// <summary>Begins a new binding.</summary>
    public Statement Start()
    {
        _bound = 0;
        return this;
    }

    public void Integer(long? value)
    {
        SqliteParameter parameter = _parameters[_bound++];
        parameter.SqliteType = SqliteType.Integer;
        parameter.Value = value is { } number ? number : DBNull.Value;
    }

    public void Blob(byte[]? value)
    {
        SqliteParameter parameter = _parameters[_bound++];
        parameter.SqliteType = SqliteType.Blob;
        parameter.Value = (object?)value ?? DBNull.Value;
    }

    public Statement With(long value)
    {
        Integer(value);
        return this;
    }

    public Statement With(byte[] value)
    {
        Blob(value);
        return this;
    }

    /// <summary>Runs it and says how many rows changed.</summary>
    public int Execute() => _command.ExecuteNonQuery();

    public SqliteDataReader Query() => _command.ExecuteReader();

    /// <summary>The first column of the first row, or null where there is no row.</summary>
    public long? Number()
    {
        using SqliteDataReader reader = Query();
        return reader.Read() && !reader.IsDBNull(0) ? reader.GetInt64(0) : null;
    }

    public void Dispose() => _command.Dispose();
}
