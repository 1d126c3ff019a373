namespace Secrets.Shared.Contract;

/// <summary>The one table of error codes and their stable words (<c>data.error</c> on the wire).</summary>
public static class ErrorCodes
{
    /// <summary>The stable word of a code. Scripts branch on it; it never changes.</summary>
    public static string Word(this ErrorCode code) => code switch
    {
        ErrorCode.Invalid => "invalid",
        ErrorCode.NotFound => "not_found",
        ErrorCode.Locked => "locked",
        ErrorCode.Refused => "refused",
        ErrorCode.Conflict => "conflict",
        ErrorCode.Unreachable => "unreachable",
        ErrorCode.Damaged => "damaged",
        _ => "failure",
    };

    /// <summary>Whether a number received on the wire is one of ours.</summary>
    public static bool IsKnown(int code) => code is >= (int)ErrorCode.Failure and <= (int)ErrorCode.Damaged;
}
