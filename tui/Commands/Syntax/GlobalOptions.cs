namespace Secrets.Tui.Commands.Syntax;

/// <summary>The options of every command. They may stand before it or after it.</summary>
internal static class GlobalOptions
{
    public static readonly Option Project = new("project", "the project; also SECRETS_PROJECT, or project: in secrets.yml") { Short = 'p', Value = "NAME" };

    public static readonly Option Environment = new("env", "the environment; also SECRETS_ENVIRONMENT, or environment: in secrets.yml") { Short = 'e', Value = "NAME" };

    public static readonly Option Json = new("json", "print JSON");

    public static readonly Option Quiet = new("quiet", "print neither OK nor notes") { Short = 'q' };

    public static readonly Option Yes = new("yes", "answer yes to every question") { Short = 'y' };

    public static readonly Option NoInput = new("no-input", "never ask; fail instead");

    public static readonly Option Help = new("help", "show this help") { Short = 'h' };

    public static readonly Option Version = new("version", "show the version");

    /// <summary>All of them, as the help lists them.</summary>
    public static readonly Option[] All = [Project, Environment, Json, Quiet, Yes, NoInput, Help, Version];
}
