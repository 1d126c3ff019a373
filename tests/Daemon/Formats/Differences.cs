namespace Secrets.Tests.Daemon.Formats;

/// <summary>Why a case is read otherwise here: the first column of a table in daemon/Formats/README.md, where the reason stands.</summary>
internal static class Differences
{
    public const string Hash = "`a#b` without quotes";
    public const string HashFirst = "`NAME=#x`";
    public const string NotAPair = "a line that is no pair";
    public const string Name = "quoted names, names with other characters, no name";
    public const string Underscore = "the name `_`";
    public const string Unclosed = "a quote that is not closed";
    public const string SingleEscape = "`\\'` in single quotes";
    public const string Side = "quoted parts side by side";
    public const string BareSpace = "white space in a value without quotes";
    public const string Colon = "`NAME: value`";
    public const string Command = "`$(command)`";
    public const string Undefined = "an undefined `$NAME`";
    public const string Environment = "`$NAME` of the caller's environment";
    public const string Caller = "a bare `NAME`";
    public const string Forms = "`${NAME:?text}`, `${NAME:=text}`";
    public const string NoBraces = "`$NAME:-text` without braces";
    public const string DefaultText = "quotes, `$` and `\\` in the text of `${NAME:-text}`";
    public const string Backslash = "a backslash without quotes";
    public const string LineBreaks = "`\\n` and `\\r` in double quotes";
    public const string OtherEscapes = "other escapes in double quotes";
    public const string LongLine = "a line over 64 KiB";
}
