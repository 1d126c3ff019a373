namespace Secrets.Daemon.Store;

/// <summary>
/// Takes a record's fields in their one order. The same description binds the columns of a statement and builds the message
/// that the tag covers, so a column that is stored cannot be forgotten by the tag.
/// </summary>
internal interface IFieldSink
{
    void Integer(long? value);

    void Blob(byte[]? value);
}
