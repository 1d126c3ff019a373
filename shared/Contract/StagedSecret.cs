namespace Secrets.Shared.Contract;

/// <summary>A secret that was staged until now.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">The staged version's number.</param>
/// <param name="Removal">Whether that version was a removal.</param>
/// <param name="Replaces">The version that was live, 0 where none was.</param>
public sealed record StagedSecret(string Name, int Version, bool Removal = false, int Replaces = 0);
