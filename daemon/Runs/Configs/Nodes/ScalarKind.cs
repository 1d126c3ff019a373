namespace Secrets.Daemon.Runs.Configs.Nodes;

/// <summary>What a scalar is, as its format says.</summary>
internal enum ScalarKind
{
    /// <summary>A text: every quoted scalar, and what looks like nothing else.</summary>
    Text,

    /// <summary>A truth value.</summary>
    Boolean,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A number with a fraction or an exponent, infinity or not a number.</summary>
    Float,

    /// <summary>Nothing.</summary>
    Null,

    /// <summary>A date with a time and an offset; in YAML any date.</summary>
    Timestamp,

    /// <summary>TOML's date with a time and no offset.</summary>
    LocalTimestamp,

    /// <summary>TOML's date.</summary>
    LocalDate,

    /// <summary>TOML's time of day.</summary>
    LocalTime,
}
