using Secrets.Shared;
using Secrets.Shared.Client;
using Secrets.Shared.Contract;
using Secrets.Tui.Launch;

namespace Secrets.Tui.Commands.Shims;

/// <summary>The folder of the shims: shell scripts of two lines, each named for the tool that it runs.</summary>
/// <param name="paths">Where it lies.</param>
/// <param name="path">What PATH says, or null.</param>
internal sealed class ShimFolder(SecretsPaths paths, string? path)
{
    private const UnixFileMode Executable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Where they lie.</summary>
    public string Place { get; } = Path.Combine(paths.Data, "shims");

    /// <summary>Whether PATH leads to them.</summary>
    public bool IsOnPath => (path ?? "").Split(':').Any(IsThis);

    /// <summary>The tools that have one, by name.</summary>
    public IReadOnlyList<string> Tools() => Directory.Exists(Place)
        ? [.. Directory.EnumerateFiles(Place).Select(static file => Path.GetFileName(file)).Where(static file => file[0] != '.').Order(StringComparer.Ordinal)]
        : [];

    /// <summary>What a shim runs.</summary>
    public string Line(string tool) => File.ReadLines(FileOf(tool)).Skip(1).FirstOrDefault() ?? "";

    /// <summary>The tool itself, wherever PATH finds it but here; null where it finds none.</summary>
    public string? Real(string tool)
    {
        foreach (string folder in (path ?? "/usr/local/bin:/usr/bin:/bin").Split(':'))
        {
            // Each call of a shim comes here: what a folder leads to is asked only where the tool is.
            if (ProgramSearch.Find(tool, folder) is { } program && !IsThis(folder))
                return program;
        }
        return null;
    }

    /// <summary>Makes one, in place of one that is there.</summary>
    /// <exception cref="SecretsException">Failure: it cannot be written.</exception>
    public void Write(string tool, string line)
    {
        PrivateDirectory.Ensure(paths.Data);
        PrivateDirectory.Ensure(Place);
        try
        {
            string made = Path.Combine(Place, $".{tool}.new");
            File.WriteAllText(made, $"#!/bin/sh\n{line}\n");
            File.SetUnixFileMode(made, Executable);
            File.Move(made, FileOf(tool), overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SecretsException(ErrorCode.Failure, $"the shim {FileOf(tool)} cannot be written");
        }
    }

    /// <summary>Removes one.</summary>
    /// <exception cref="SecretsException">NotFound.</exception>
    public void Remove(string tool)
    {
        if (!File.Exists(FileOf(tool)))
            throw new SecretsException(ErrorCode.NotFound, $"there is no shim for {Names.Printable(tool)}", "secrets shim list");
        File.Delete(FileOf(tool));
    }

    private string FileOf(string tool) => Path.Combine(Place, tool);

    /// <summary>Whether a place of PATH is this folder, by whatever name.</summary>
    private bool IsThis(string folder)
    {
        if (!folder.StartsWith('/'))
            return false;
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        return full == Place || Target(full) == Target(Place);
    }

    private static string Target(string folder)
    {
        try
        {
            return new DirectoryInfo(folder).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? folder;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return folder;
        }
    }
}
