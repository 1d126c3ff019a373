using System.Text;
using Secrets.Shared.Client;
using Secrets.Shared.Contract;
using Secrets.Tui.Commands.Io;

namespace Secrets.Tui.Commands.Hooks;

/// <summary>A <c>secrets.yml</c> that a shell might load, read once: what is compared is what is used.</summary>
/// <param name="Place">Its path, in its folder's real place. The last part is not followed: a link to an allowed file is another file.</param>
/// <param name="Content">What it says.</param>
internal sealed record ShellFile(string Place, byte[] Content)
{
    /// <summary>The only name that the hooks look for.</summary>
    public const string Name = "secrets.yml";

    /// <summary>By which a shell knows again what it has loaded. Whether it may load it is compared byte for byte.</summary>
    public string Mark { get; } = ShortHash.Of(Encoding.UTF8.GetBytes(Place), [0], Content);

    /// <summary>When it was written, or null where that cannot be told.</summary>
    public FileTime? Written { get; init; }

    /// <summary>Reads it.</summary>
    /// <param name="path">An absolute path.</param>
    /// <exception cref="SecretsException">NotFound, Failure, Invalid; Refused: it is somebody else's.</exception>
    public static ShellFile Read(string path)
    {
        string place = Resolve(path);
        FileIdentity identity = FileIdentity.Of(place) ?? throw new SecretsException(ErrorCode.NotFound, $"there is no file {path}");
        if (identity.User != Posix.EffectiveUser() && identity.User != 0)
            throw new SecretsException(ErrorCode.Refused, $"{path} belongs to another user");
        string target = Posix.RealPath(place) ?? place;
        // A pipe would keep whoever reads it waiting.
        if (FileIdentity.Of(target) is not { IsFile: true })
            throw new SecretsException(ErrorCode.Invalid, $"{path} is no regular file");
        // Before the reading: what is written in between is seen as newer.
        FileTime? written = FileTime.Of(target);
        using SecretValue bytes = ValueReader.FromFile(place);
        return new ShellFile(place, bytes.Span.ToArray()) { Written = written };
    }

    /// <summary>Its path in its folder's real place, whether it is there or not.</summary>
    /// <exception cref="SecretsException">NotFound: there is no such folder.</exception>
    public static string Resolve(string path)
    {
        string folder = Path.GetDirectoryName(path) ?? "/";
        string real = Posix.RealPath(folder) ?? throw new SecretsException(ErrorCode.NotFound, $"there is no folder {folder}");
        return Path.Combine(real, Path.GetFileName(path));
    }
}
