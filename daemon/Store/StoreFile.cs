using System.Buffers.Binary;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Store;

/// <summary>The file of the store: makes it private, refuses what is not ours, and brings an older one up to date.</summary>
internal static class StoreFile
{
    private const UnixFileMode PrivateFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode PrivateDirectory = PrivateFile | UnixFileMode.UserExecute;

    private const int HeaderLength = 100, UserVersionOffset = 60, ApplicationIdOffset = 68;

    /// <summary>Opens the writer's connection.</summary>
    public static StoreConnection Open(string path)
    {
        SqliteLibrary.Initialize();
        Prepare(path);
        StoreConnection connection = new(path, readOnly: false);
        try
        {
            Migrate(connection, path);
            WriteAheadLog.Open(connection, path);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void Prepare(string path)
    {
        try
        {
            string directory = Path.GetDirectoryName(Path.GetFullPath(path))!;
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(directory);
            else
                Directory.CreateDirectory(directory, PrivateDirectory);
            if (!OperatingSystem.IsWindows() && File.GetUnixFileMode(directory) != PrivateDirectory)
                File.SetUnixFileMode(directory, PrivateDirectory);
            // SQLite gives its other files the mode of this one, so this one exists before SQLite sees it.
            FileStreamOptions options = new() { Mode = FileMode.OpenOrCreate, Access = FileAccess.Read, Share = FileShare.ReadWrite };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = PrivateFile;
            using FileStream file = new(path, options);
            RequireOurs(file, path);
            if (!OperatingSystem.IsWindows() && File.GetUnixFileMode(file.SafeFileHandle) != PrivateFile)
                File.SetUnixFileMode(file.SafeFileHandle, PrivateFile);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SecretsException(ErrorCode.Failure, $"{path} cannot be opened", "check that its directory belongs to you, with mode 0700, on a disk that can be written");
        }
    }

    /// <summary>Reads the header by hand: SQLite could already change a foreign file by opening it (recovery of its journal).</summary>
    /// <param name="file">The file, at its beginning.</param>
    /// <param name="path">Its name in a message.</param>
    public static void RequireOurs(FileStream file, string path)
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        int length = file.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false);
        if (length == 0)
            return;
        if (length < HeaderLength || !header.StartsWith("SQLite format 3\0"u8) || BinaryPrimitives.ReadInt32BigEndian(header[ApplicationIdOffset..]) != Schema.ApplicationId)
            throw StoreErrors.Foreign(path);
        RequireKnown(BinaryPrimitives.ReadInt32BigEndian(header[UserVersionOffset..]), path);
    }

    private static void RequireKnown(long version, string path)
    {
        if (version > Schema.Version)
            throw StoreErrors.TooNew(path, version);
    }

    private static void Migrate(StoreConnection connection, string path)
    {
        long version = connection.Number("PRAGMA user_version");
        RequireKnown(version, path);
        for (; version < Schema.Version; version++)
        {
            // Number and steps are one transaction: a crash leaves the old schema or the new one.
            connection.Run($"BEGIN IMMEDIATE; PRAGMA application_id = {Schema.ApplicationId}; {Schema.Steps[(int)version]} PRAGMA user_version = {version + 1}; COMMIT");
        }
    }
}
