namespace Secrets.Tui.Commands;

/// <summary>Where a value comes from.</summary>
internal enum ValueSource
{
    /// <summary>A person is asked.</summary>
    Prompt,

    /// <summary>A whole argument.</summary>
    Argument,

    /// <summary>An argument, from its first <c>=</c> on.</summary>
    AfterEquals,

    /// <summary>Standard input.</summary>
    Input,

    /// <summary>A file.</summary>
    File,
}
