using System.Text.Json.Serialization;

namespace Secrets.Shared.Contract;

/// <summary>Asks for entries of the audit log, newest first. What is given has to hold all together.</summary>
/// <param name="Limit">At most so many entries, 1 to 1000; 100 when absent.</param>
/// <param name="Before">Only entries older than this number: the reply's <see cref="AuditReply.Next"/> of the page before.</param>
/// <param name="After">Only entries newer than this number.</param>
/// <param name="Project">Only this project.</param>
/// <param name="Environment">Only environments of this name.</param>
/// <param name="Name">Only entries with a secret of this name.</param>
/// <param name="Action">Only this action, or those that begin with it and a hyphen: <c>slot</c> is <c>slot-add</c> and <c>slot-remove</c>.</param>
/// <param name="Since">Only from this moment on.</param>
/// <param name="Text">Words that an entry must have, wherever; <c>!word</c> must not be there. Upper and lower case are one.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record AuditRequest(
    int? Limit = null,
    long? Before = null,
    long? After = null,
    string? Project = null,
    string? Environment = null,
    string? Name = null,
    string? Action = null,
    DateTimeOffset? Since = null,
    string? Text = null);
