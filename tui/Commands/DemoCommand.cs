using Secrets.Tui.Commands.Syntax;

namespace Secrets.Tui.Commands;

/// <summary><c>secrets demo</c>: the main job, done by the real commands on a vault that is thrown away.</summary>
internal sealed class DemoCommand : Command
{
    private const string FileName = "train.dstack.yml";

    private const string Configuration =
        """
        type: task
        name: train
        env:
          - HF_TOKEN=${{ secrets.hf_token }}
          - EPOCHS=3
        commands:
          - echo "Training for $EPOCHS epochs, with a token of ${#HF_TOKEN} characters that starts with $(echo "$HF_TOKEN" | cut -c 1-3)"

        """;

    public override CommandSyntax Syntax => new("demo", CommandGroup.Tools, "Show the main job on a vault that is thrown away")
    {
        Details = ["Needs a second and a temporary directory; your own vault and daemon are not touched."],
    };

    public override int Run(CommandContext context, ParsedLine line)
    {
        string home = Directory.CreateTempSubdirectory("secrets-demo-").FullName;
        using DemoStage stage = new(context, home);
        context.Out.WriteLine("This is a throw-away vault with a daemon of its own.\n");
        stage.Play("init", "--key-file", "demo.key", "--quiet");
        stage.Play("set", "hf_token=hf_not_a_real_token", "--description", "for downloads");
        stage.Play("list");
        File.WriteAllText(Path.Combine(home, FileName), Configuration);
        context.Out.WriteLine($"$ cat {FileName}\n{Configuration}");
        stage.Play("run", "-f", FileName);
        context.Out.WriteLine(
            """
            What happened: 'set' encrypted the value with a key of its own and stored it. 'run' asked the daemon for what the
            file refers to, which was written to the audit log first, and then became the file's command, with the token in
            its environment and nowhere else. The vault and its daemon are removed now.

            What to do next:
              secrets init                    make your own vault
              secrets set hf_token            keep a secret; asks for the value
              secrets run -- python train.py  run anything with your secrets
              secrets run -f FILE             run a dstack configuration as it is
            """);
        context.Out.Flush();
        return ExitCodes.Done;
    }
}
