using Secrets.Tests.Harness;
using Xunit;

namespace Secrets.Tests.EndToEnd.Seeds;

/// <summary>Whoever knows one of five systems can give its command lines here, and gets what its page says.</summary>
public sealed class SeedTests : IDisposable
{
    private readonly SecretsHome _home = new SecretsHome().Initialize();

    public SeedTests()
    {
        _home.Variables["PATH"] = $"{Path.GetDirectoryName(Programs.Secrets)}:{Environment.GetEnvironmentVariable("PATH")}";
        _home.Variables["TERM"] = "xterm";
    }

    public static TheoryData<string> Pages => [.. All.Keys];

    private static Dictionary<string, SeedLine[]> All { get; } = new()
    {
        ["dstack"] = SeedPages.Dstack,
        ["dstack, old"] = SeedPages.DstackOld,
        ["fly"] = SeedPages.Fly,
        ["baseten"] = SeedPages.Baseten,
        ["runpod"] = SeedPages.RunPod,
    };

    public void Dispose() => _home.Dispose();

    [LinuxTheory]
    [MemberData(nameof(Pages))]
    public void Every_line_of_the_page_does_what_the_page_says(string page)
    {
        foreach (SeedLine line in All[page])
        {
            if (line.NeedsOwnView && Programs.Find("bwrap") is null)
                continue;
            foreach ((string name, string text) in line.Files)
            {
                string file = Path.Combine(_home.Folder, name);
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                File.WriteAllText(file, text);
            }
            Finished finished = line.Asks.Length == 0 ? NativeProcess.Run(Shell(line.Line)) : Answered(line);
            string all = finished.Text + finished.Error;
            string what = $"{page}: {line.Line}\n  the page: {line.Says}\n{finished}";
            Assert.True(line.Code == finished.ExitCode, what);
            Assert.True(line.Output is null || line.Output == finished.Text, what);
            Assert.All(line.Shows, text => Assert.True(all.Contains(text, StringComparison.Ordinal), $"{text} is missing\n{what}"));
            Assert.All(line.Hides, text => Assert.False(all.Contains(text, StringComparison.Ordinal), $"{text} is shown\n{what}"));
        }
    }

    private Finished Answered(SeedLine line)
    {
        using NativeProcess process = NativeProcess.StartOnTerminal(Shell(line.Line));
        foreach ((string question, string answer) in line.Asks)
        {
            process.WaitFor(question);
            process.Type(answer);
        }
        return process.Wait();
    }

    private Launched Shell(string line) => _home.Command() with { Program = "/bin/sh", Arguments = Launched.Bytes(["-c", line]) };
}
