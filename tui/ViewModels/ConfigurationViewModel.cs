using System.Text;
using System.Text.Unicode;
using Secrets.Shared.Contract;

namespace Secrets.Tui.ViewModels;

/// <summary>A run configuration or a file of variables, to put references to secrets into. Values have no business in it.</summary>
internal sealed class ConfigurationViewModel
{
    private readonly DaemonLink _link;
    private readonly HashSet<string> _known;
    private byte[]? _before;

    private ConfigurationViewModel(DaemonLink link, SecretsViewModel secrets, string path)
    {
        _link = link;
        FilePath = path;
        _known = [.. secrets.All.Select(secret => secret.Name)];
    }

    /// <summary>The file, an absolute path.</summary>
    public string FilePath { get; }

    public ConfigurationSyntax Syntax { get; private set; }

    /// <summary>Whether there was no such file.</summary>
    public bool IsNew => _before is null;

    /// <summary>The names that can be referred to: the environment's own, and those that it inherits.</summary>
    public IReadOnlyCollection<string> Known => _known;

    /// <summary>Opens a file, or begins a new one.</summary>
    /// <param name="link">The way to the daemon.</param>
    /// <param name="secrets">The secrets of the environment.</param>
    /// <param name="parents">The environments that it inherits from.</param>
    /// <param name="path">The file, as the person wrote it.</param>
    /// <returns>The file and its text.</returns>
    /// <exception cref="SecretsException">Failure or Invalid: it cannot be read, is too long, or is no text.</exception>
    public static async Task<(ConfigurationViewModel File, string Text)> OpenAsync(DaemonLink link, SecretsViewModel secrets, IReadOnlyList<string> parents, string path)
    {
        ConfigurationViewModel file = new(link, secrets, TextFile.PathOf(path));
        string text = "";
        if (File.Exists(file.FilePath))
        {
            using SecretValue bytes = TextFile.Read(file.FilePath);
            if (!Utf8.IsValid(bytes.Span))
                throw new SecretsException(ErrorCode.Invalid, $"{file.FilePath} is no text in UTF-8");
            file._before = bytes.Span.ToArray();
            text = Encoding.UTF8.GetString(file._before);
        }
        file.Syntax = ReferenceWriter.SyntaxOf(Path.GetFileName(file.FilePath), text);
        foreach (string parent in parents)
            await file.LearnAsync(new SecretScope(secrets.Scope.Project, parent)).ConfigureAwait(true);
        return (file, text);
    }

    /// <summary>The names in a text that no secret has, once each.</summary>
    public IReadOnlyList<string> MissingIn(ReadOnlySpan<char> text)
    {
        List<string> missing = [];
        foreach (Range name in ReferenceFinder.NamesIn(Syntax, text))
        {
            string found = text[name].ToString();
            if (!_known.Contains(found) && !missing.Contains(found))
                missing.Add(found);
        }
        return missing;
    }

    /// <summary>Writes the text, at once or not at all.</summary>
    /// <param name="text">The text.</param>
    /// <param name="replace">Whether to replace what somebody else has written meanwhile.</param>
    /// <exception cref="SecretsException">Conflict: the file is another than it was when it was opened or saved last; Failure.</exception>
    public void Save(ReadOnlySpan<char> text, bool replace)
    {
        if (!replace && !IsAsItWas())
            throw new SecretsException(ErrorCode.Conflict, $"{Path.GetFileName(FilePath)} was changed elsewhere meanwhile", "ctrl+s once more puts yours in its place");
        byte[] bytes = new byte[Encoding.UTF8.GetByteCount(text)];
        Encoding.UTF8.GetBytes(text, bytes);
        TextFile.Write(FilePath, bytes);
        _before = bytes;
    }

    private bool IsAsItWas()
    {
        if (!File.Exists(FilePath))
            return _before is null;
        if (_before is null)
            return false;
        using SecretValue now = TextFile.Read(FilePath);
        return now.Span.SequenceEqual(_before);
    }

    private async Task LearnAsync(SecretScope scope)
    {
        ListReply reply = await _link.Daemon.ListAsync(new ListRequest(scope), CancellationToken.None).ConfigureAwait(true);
        foreach (SecretEntry secret in reply.Secrets)
            _known.Add(secret.Name);
    }
}
