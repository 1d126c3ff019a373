using Secrets.Daemon.Crypto;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Vault.Keys;

/// <summary>
/// The device key's file, beside the database and never inside it: who steals the database or a backup alone sees not even names.
/// <code>
/// 0    4   header, kind D
/// 4    16  vault id
/// 20   32  device key
/// 52   32  BLAKE2b-256, keyed with the device key, of bytes 0 to 20
/// </code>
/// </summary>
internal sealed class DeviceKeyFile(string path)
{
    /// <summary>Where it lies.</summary>
    public string Path => path;

    private const int VaultIdAt = 4;
    private const int KeyAt = 20;
    private const int CheckAt = 52;
    private const int Length = 84;
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Reads the device key of a vault. Null where there is no file.</summary>
    /// <exception cref="SecretsException">Damaged: it is another vault's, malformed, or of a newer format; Failure: it cannot be read.</exception>
    public LockedMemory? Read(ReadOnlySpan<byte> vaultId)
    {
        const string What = "the device key";
        using LockedMemory content = new(Length + 1);
        int? length = Attempt("read", () => ReadInto(content));
        if (length is null)
            return null;
        ReadOnlySpan<byte> bytes = content.Span[..length.Value];
        FormatHeader.Read(bytes, FormatHeader.DeviceKey, What);
        if (bytes.Length != Length)
            throw Damage.Of(What);
        if (!bytes[VaultIdAt..KeyAt].SequenceEqual(vaultId))
            throw new SecretsException(ErrorCode.Damaged, "the device key is another vault's", $"move {path} away and unlock: the vault brings its own back");
        LockedMemory key = new(Aead.KeyLength);
        bytes[KeyAt..CheckAt].CopyTo(key.Span);
        using LockedMemory check = new(KeyedHash.Length);
        KeyedHash.Compute(bytes[..KeyAt], key.Span, check.Span);
        if (ConstantTime.Equal(check.Span, bytes[CheckAt..]))
            return key;
        key.Dispose();
        throw Damage.Of(What);
    }

    /// <summary>
    /// Writes the device key, durably; a crash leaves the old file or the new one. A vault holds a sealed copy of its own device key,
    /// so replacing the file of a vault that was moved away loses nothing.
    /// </summary>
    /// <exception cref="SecretsException">Failure: the directory cannot be written.</exception>
    public void Write(ReadOnlySpan<byte> vaultId, LockedMemory deviceKey)
    {
        using LockedMemory content = new(Length);
        Span<byte> bytes = content.Span;
        FormatHeader.Write(bytes, FormatHeader.DeviceKey);
        vaultId.CopyTo(bytes[VaultIdAt..]);
        deviceKey.Span.CopyTo(bytes[KeyAt..]);
        KeyedHash.Compute(bytes[..KeyAt], deviceKey.Span, bytes[CheckAt..]);
        Attempt("written", () =>
        {
            string unfinished = path + ".new";
            File.Delete(unfinished);
            // CreateNew (O_EXCL) follows no link; the rename replaces whatever lies at the path, a link too, and follows none either.
            FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None, BufferSize = 0 };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = Private;
            using (FileStream file = new(unfinished, options))
            {
                file.Write(content.Span);
                file.Flush(flushToDisk: true);
            }
            File.Move(unfinished, path, overwrite: true);
            DirectorySync.Flush(System.IO.Path.GetDirectoryName(path)!);
            return true;
        });
    }

    private int? ReadInto(LockedMemory content)
    {
        try
        {
            using FileStream stream = new(path, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, BufferSize = 0 });
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(stream.SafeFileHandle) & ~Private) != 0)
                throw new SecretsException(ErrorCode.Failure, "others can read the device key", $"chmod 600 {path}");
            return stream.ReadAtLeast(content.Span, content.Length, throwOnEndOfStream: false);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private T Attempt<T>(string what, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SecretsException(ErrorCode.Failure, $"the device key cannot be {what}", $"check the owner and the mode of {System.IO.Path.GetDirectoryName(path)}");
        }
    }
}
