using System.Text.Json.Nodes;
using Secrets.Tests.Harness;
using Xunit;

namespace Secrets.Tests.EndToEnd.Commands;

/// <summary>Templates as a person uses them, with the real programs.</summary>
public sealed class TemplateCommandTests : IDisposable
{
    private const string Text = "postgres://app:${{ secrets.db_password }}@db/app";
    private const string Whole = "postgres://app:hunter2-hunter2@db/app";

    private readonly SecretsHome _home = new SecretsHome().Initialize();

    public TemplateCommandTests()
    {
        Do("set", "db_password=hunter2-hunter2");
        Do("set", $"DATABASE_URL={Text}", "--template");
    }

    public void Dispose() => _home.Dispose();

    [Fact]
    public void Runs_files_texts_and_exports_get_the_whole_and_get_gives_what_was_set()
    {
        File.WriteAllText(Path.Combine(_home.Folder, "t.txt"), "url=${{ secrets.DATABASE_URL }}\n");
        Assert.Equal(Whole, Do("run", "--only", "DATABASE_URL", "--", "sh", "-c", "printf %s \"$DATABASE_URL\""));
        Assert.Equal(Whole, Do("run", "--file", "DATABASE_URL", "--only", "db_password", "--", "sh", "-c", "cat \"$SECRETS_DIR/DATABASE_URL\""));
        Assert.Equal($"url={Whole}\n", Do("inject", "t.txt"));
        Assert.Equal($"DATABASE_URL={Whole}\n", Do("export", "--format", "docker", "DATABASE_URL"));
        Assert.Equal(Text, Do("get", "DATABASE_URL"));
        Assert.Equal(Whole, Do("get", "DATABASE_URL", "--resolved"));
    }

    [Fact]
    public void Lists_and_details_show_the_mark_and_what_refers_to_what()
    {
        Assert.Contains("live, template", Do("list"), StringComparison.Ordinal);
        Assert.Contains("template     yes, of db_password\n", Do("show", "DATABASE_URL"), StringComparison.Ordinal);
        Assert.Contains("used in      DATABASE_URL\n", Do("show", "db_password"), StringComparison.Ordinal);
        JsonNode secret = JsonNode.Parse(Do("list", "--json"))!.AsArray()[0]!;
        Assert.Equal((true, "db_password"), ((bool)secret["template"]!, (string)secret["references"]![0]!));
        Assert.True((bool)JsonNode.Parse(Do("history", "DATABASE_URL", "--json"))!.AsArray()[0]!["template"]!);
    }

    [Fact]
    public void A_masked_run_hides_the_parts_too()
    {
        string output = Do("run", "--mask", "--only", "DATABASE_URL", "--", "sh", "-c", "echo $DATABASE_URL; echo ${DATABASE_URL#*app:}");
        Assert.DoesNotContain("hunter2-hunter2", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cycle_and_a_missing_name_end_a_run_before_it_starts_and_show_no_value()
    {
        Do("set", "x=a-value ${{ secrets.y }}", "y=a-value ${{ secrets.x }}", "z=a-value ${{ secrets.nowhere }}", "--template");
        Finished cycle = _home.Run("run", "--only", "x", "--", "touch", "started");
        Finished missing = _home.Run("run", "--only", "z", "--", "touch", "started");
        Assert.Equal((125, "secrets: error: a template leads to itself: x -> y -> x\nsecrets: hint: secrets show NAME tells what each refers to\n"), (cycle.ExitCode, cycle.Error));
        Assert.Equal((125, "secrets: error: no secret named nowhere in default/default\nsecrets: hint: referred to by a template: z -> nowhere\n"), (missing.ExitCode, missing.Error));
        Assert.False(File.Exists(Path.Combine(_home.Folder, "started")));
        Assert.Equal(2, _home.Run("get", "x", "--resolved").ExitCode);
        Assert.Equal(3, _home.Run("get", "z", "--resolved").ExitCode);
    }

    [Fact]
    public void Lint_finds_what_is_missing_behind_a_template()
    {
        Do("set", "y=${{ secrets.nowhere }}", "x=${{ secrets.y }}", "--template");
        File.WriteAllText(Path.Combine(_home.Folder, "t.txt"), "a ${{ secrets.DATABASE_URL }}\nb ${{ secrets.x }}\n");
        Finished found = _home.Run("lint", "t.txt");
        Assert.Equal(1, found.ExitCode);
        Assert.Contains("no secret named nowhere in default/default, which y refers to, which x refers to", found.Text + found.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("DATABASE_URL", found.Text + found.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_is_watched_starts_anew_when_what_its_template_refers_to_changes()
    {
        using NativeProcess watched = NativeProcess.StartOnTerminal(_home.Command("run", "--watch", "--only", "DATABASE_URL", "--", "sh", "-c", "echo \"has $DATABASE_URL.\"; exec sleep 100"));
        watched.WaitFor($"has {Whole}.");
        Do("set", "db_password=another");
        watched.WaitFor("has postgres://app:another@db/app.");
        watched.Send(15);
    }

    [Fact]
    public void The_mark_is_kept_by_an_edit_and_taken_away_by_literal()
    {
        _home.Variables["EDITOR"] = "sed -i s/app:/web:/";
        Do("edit", "DATABASE_URL");
        Assert.Equal("postgres://web:hunter2-hunter2@db/app", Do("get", "DATABASE_URL", "--resolved"));
        Do("set", "DATABASE_URL", "--literal");
        Assert.Equal(Do("get", "DATABASE_URL"), Do("get", "DATABASE_URL", "--resolved"));
        Assert.Equal(2, _home.Run("set", "DATABASE_URL=x", "--template", "--literal").ExitCode);
    }

    private string Do(params string[] arguments)
    {
        Finished finished = _home.Run(arguments);
        Assert.True(finished.ExitCode == 0, $"secrets {string.Join(' ', arguments)}: {finished}");
        return finished.Text;
    }
}
