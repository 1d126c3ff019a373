namespace Secrets.Shared.Contract;

/// <summary>What a rotation did.</summary>
/// <param name="Environments">How many environments got a new key pair.</param>
/// <param name="DataKeys">How many data keys were sealed to one.</param>
public sealed record RotateReply(int Environments, int DataKeys);
