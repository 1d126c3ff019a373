namespace Secrets.Shared.Contract;

/// <summary>What an import does with a name that has a secret already.</summary>
public enum ImportConflict
{
    /// <summary>Nothing is imported; the error names every such secret.</summary>
    Fail,

    /// <summary>It gets a new version.</summary>
    Replace,

    /// <summary>It stays as it is.</summary>
    Skip,
}
