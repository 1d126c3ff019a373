using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Secrets.Shared.Contract;
using Secrets.Tui.Commands.Syntax;

namespace Secrets.Tui.Commands;

/// <summary><c>secrets version</c>.</summary>
internal sealed class VersionCommand : Command
{
    /// <summary>The release.</summary>
    public static string Release => typeof(VersionCommand).Assembly.GetName().Version?.ToString(3) ?? "unknown";

    /// <summary>Whether the program was compiled ahead of time.</summary>
    public static bool IsNative => !RuntimeFeature.IsDynamicCodeSupported;

    public override CommandSyntax Syntax => new("version", CommandGroup.Tools, "Show the version");

    public override int Run(CommandContext context, ParsedLine line)
    {
        if (!context.Json)
        {
            context.Out.WriteLine($"secrets {Release}");
            return ExitCodes.Done;
        }
        JsonText.Write(context.Out, json =>
        {
            json.WriteStartObject();
            json.WriteString("version", Release);
            json.WriteNumber("protocol", Protocol.Version);
            json.WriteBoolean("native", IsNative);
            json.WriteString("runtime", RuntimeInformation.FrameworkDescription);
            json.WriteEndObject();
        });
        return ExitCodes.Done;
    }
}
