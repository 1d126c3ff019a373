using Secrets.Shared.Contract;
using Secrets.Tests.Tui.ViewModels;
using Secrets.Tui.Runs;
using Secrets.Tui.Terminal;
using Secrets.Tui.Terminal.Cells;
using Xunit;

namespace Secrets.Tests.Tui.Views;

/// <summary>
/// Every state at every size that matters. A kept screen has its text, the roles of its colours (the same in the dark and the light
/// theme; <c>theme-NAME.txt</c> says what each theme makes of a role), its attributes without colours, and its text without Unicode.
/// <c>SECRETS_PICTURES=DIR</c> draws all of them as SVG pictures in the dark, the light and the mono theme, to look at.
/// </summary>
public sealed class GoldenTests
{
    /// <summary>Among the keys of a state: what happens elsewhere happens here.</summary>
    private const char Elsewhere = '\u0002';

    private static readonly (int Width, int Height)[] Sizes = [(120, 36), (80, 24), (40, 12)];

    /// <summary>Name, what the daemon has, and the keys that lead there.</summary>
    private static readonly Dictionary<string, (Action<MemoryDaemon> Prepare, string Keys)> States = new()
    {
        ["list"] = (Varied, "j"),
        ["selected-last"] = (Varied, "G"),
        ["details"] = (Varied, "jjj\r"),
        ["revealed"] = (Varied, "Gkk\rr"),
        ["copied"] = (Varied, "jjjy"),
        ["template"] = (Templated, "jj"),
        ["locked"] = (Locked(Varied), ""),
        ["unlock"] = (Locked(Varied), "uwrong\r"),
        ["empty"] = (_ => { }, ""),
        ["loading"] = (daemon => daemon.Hold = new TaskCompletionSource(), ""),
        ["no-match"] = (Varied, "/giraffe"),
        ["filter"] = (Varied, "/key !tls"),
        ["away"] = (daemon => daemon.Failure = new SecretsException(ErrorCode.Unreachable, "the daemon could not be started"), ""),
        ["no-vault"] = (daemon => daemon.IsInitialized = false, ""),
        ["init"] = (daemon => daemon.IsInitialized = false, "ihorse\rhors"),
        ["new"] = (Varied, "n"),
        ["new-error"] = (Varied, "nhf_token\tvalue \u0013"),
        ["new-pasted"] = (Varied, "nkey\t"),
        ["edit"] = (Varied, "jjje"),
        ["delete"] = (Varied, "jjjdhf_"),
        ["marked"] = (Varied, "jj  j "),
        ["delete-several"] = (Varied, "jj  d2 sec"),
        ["scopes"] = (Several, "s"),
        ["scope-new"] = (Several, "snew env\rdefault\r\r"),
        ["project-new"] = (Several, "snew pro\rllm\r"),
        ["inherited"] = (Several, "sllmdev\r"),
        ["inherited-own"] = (Several, "sllmdev\rj"),
        ["inherited-edit"] = (Several, "sllmdev\re"),
        ["inherited-filter"] = (Several, "sllmdev\r/hu"),
        ["failed"] = (daemon => daemon.ListFailure = new SecretsException(ErrorCode.Damaged, "the store is damaged", "secrets check"), ""),
        ["edit-lost"] = (Varied, "jjjemine\u0002\u0013"),
        ["edit-theirs"] = (Varied, "jjjemine\u0002\u0013\u000f\u0012"),
        ["form-help"] = (Varied, "n\eOP"),
        ["form-discard"] = (Varied, "nhalf a na\e"),
        ["answer"] = (Varied, "nfresh\tv\u0013"),
        ["refusal"] = (Varied, "z"),
        ["import"] = (Varied, "I/nowhere/secrets.env\r"),
        ["export"] = (Varied, "jj  x/nowhere/secrets.env\t "),
        ["history"] = (Changed, "jjjhj\r"),
        ["staged"] = (Changed, "v"),
        ["file-ask"] = (Varied, "f"),
        ["file"] = (Varied, "jjjf/nowhere/secrets.yml\renv:\r  \0\r\rB: ${{ secrets.gone }}"),
        ["file-pick"] = (Varied, "f/nowhere/.env\r\0key"),
        ["rename"] = (Varied, "jjjmhugging"),
        ["copy"] = (Several, "jjjc"),
        ["audit"] = (Audited, "aj"),
        ["audit-filter"] = (Audited, "a/wrong"),
        ["audit-entry"] = (Audited, "ajj\r"),
        ["access"] = (Audited, "Kj"),
        ["access-remove"] = (Audited, "Kjdst"),
        ["access-passphrase"] = (Audited, "Kpcorrect horse\rnew horse\rold"),
        ["access-recovery"] = (Audited, "Kncorrect horse\r"),
        ["palette"] = (Varied, ":co"),
        ["references"] = (Varied, "jjjp"),
        ["help"] = (Varied, "?"),
        ["runs-none"] = (Varied, "w"),
        ["runs"] = (Varied, "wj"),
        ["runs-stop"] = (Varied, "wjjS"),
        ["run-lost"] = (Varied, "wjj\r"),
        ["run-log"] = (Varied, "w\r"),
        ["run-log-up"] = (Varied, "w\rkkW"),
        ["run-log-filter"] = (Varied, "w\r/get !500"),
        ["run-log-empty"] = (Varied, "wG\r"),
    };

    public static TheoryData<string, int, int> Screens
    {
        get
        {
            TheoryData<string, int, int> screens = [];
            foreach (string state in States.Keys)
            {
                foreach ((int width, int height) in Sizes)
                    screens.Add(state, width, height);
            }
            return screens;
        }
    }

    [Theory]
    [MemberData(nameof(Screens))]
    public void A_screen_looks_as_it_was_kept(string state, int width, int height)
    {
        using ScreenRig rich = Show(state, width, height, ColorDepth.TrueColor, unicode: true);
        using ScreenRig light = Show(state, width, height, ColorDepth.TrueColor, unicode: true, Themes.Light);
        using ScreenRig mono = Show(state, width, height, ColorDepth.Mono, unicode: true);
        using ScreenRig plain = Show(state, width, height, ColorDepth.Mono, unicode: false);
        Picture.Keep($"{state}-{width}x{height}", rich, light, mono);
        string roles = Golden.Roles(rich.Loop.Frame, Themes.Dark);
        Assert.DoesNotContain('?', roles);
        Assert.Equal(Golden.Text(rich.Loop.Frame), Golden.Text(light.Loop.Frame));
        Assert.Equal(Golden.Text(rich.Loop.Frame), Golden.Text(mono.Loop.Frame));
        Assert.Equal(roles, Golden.Roles(light.Loop.Frame, Themes.Light));
        string actual = $"""
            {Golden.Text(rich.Loop.Frame)}
            == roles of the dark and the light theme
            {roles}
            == attributes without colours
            {Golden.Attributes(mono.Loop.Frame)}
            == without Unicode
            {Golden.Text(plain.Loop.Frame)}
            """.ReplaceLineEndings("\n");
        Assert.Equal(Golden.Kept($"{state}-{width}x{height}", actual), actual);
    }

    [Theory]
    [InlineData("dark")]
    [InlineData("light")]
    [InlineData("contrast")]
    [InlineData("ansi")]
    [InlineData("mono")]
    public void A_theme_makes_of_each_role_what_was_kept(string name)
    {
        string actual = Golden.Legend(Themes.Named(name)!);
        Assert.Equal(Golden.Kept($"theme-{name}", actual), actual);
    }

    private static ScreenRig Show(string state, int width, int height, ColorDepth colors, bool unicode, Theme? theme = null)
    {
        (Action<MemoryDaemon> prepare, string keys) = States[state];
        ScreenRig rig = new(width, height, colors, unicode, prepare, theme);
        if (state.StartsWith("run", StringComparison.Ordinal) && state != "runs-none")
            AddRuns(rig);
        string[] parts = keys.Split(Elsewhere);
        rig.Type(parts[0]);
        foreach (string part in parts[1..])
        {
            rig.Daemon.Put("hf_token", "theirs, which is another value", "changed by somebody else", ["ml"]);
            rig.Type(part);
        }
        if (state == "new-pasted")
            rig.Paste("-----BEGIN KEY-----\rMIIEvQIBADAN\r-----END KEY-----\r");
        if (state == "copied")
            rig.Until(() => rig.Text.Contains("copied", StringComparison.Ordinal));
        return rig;
    }

    private static Action<MemoryDaemon> Locked(Action<MemoryDaemon> prepare) => daemon =>
    {
        prepare(daemon);
        daemon.IsLocked = true;
        daemon.Put("written_while_locked", "x");
    };

    private static void AddRuns(ScreenRig rig)
    {
        rig.Runs.Add("migrate", status: RunStatus.Ended, code: 0, minutes: 3000);
        rig.Runs.Add("train", status: RunStatus.Ended, code: 137, minutes: 600, restarts: 3);
        rig.Runs.Add("quiet", status: RunStatus.Stopped, code: 143, minutes: 500);
        rig.Runs.Add("scheduler", status: RunStatus.Lost, minutes: 45, note: "its supervisor was killed; 2 of its processes run; 'secrets stop 4' ends them");
        rig.Runs.Add("worker", status: RunStatus.Waiting, minutes: 12, restarts: 1, program: "python3", note: "the vault is locked");
        int web = rig.Runs.Add("web", minutes: 12, restarts: 2, program: "node", secrets: 3, scope: new SecretScope("shop", "production")).Record.Id;
        for (int i = 0; i < 60; i++)
            rig.Runs.Print(web, $"10:{i / 6:00}:{i % 6}0 \e[32mGET\e[0m /items/{i * 37 % 100} {(i % 7 == 3 ? 500 : 200)} {i * 13 % 40} ms\n");
        rig.Runs.Print(web, "10:10:01 connected to postgres://app:***@db.internal/app with a pool of 10 connections, the statement cache on and a timeout of 30 s\n");
        rig.Runs.Print(web, "\tat 日本語 \u202erebmun\n\e]0;a title\a10:10:02 GET /health");
    }

    private static void Changed(MemoryDaemon daemon)
    {
        Varied(daemon);
        daemon.Put("hf_token", "second", "rotated");
        daemon.Put("hf_token", "third", "rotated again");
        daemon.Put("redis_password", "another", status: "staged");
    }

    private static void Several(MemoryDaemon daemon)
    {
        Varied(daemon);
        daemon.AddEnvironment("default", "production");
        daemon.AddEnvironment("llm", "base");
        daemon.AddEnvironment("llm", "dev", "base");
        daemon.PutBytes("model_key", "x"u8.ToArray(), scope: new SecretScope("llm", "dev"));
        daemon.PutBytes("model_key", "y"u8.ToArray(), scope: new SecretScope("llm", "base"));
        daemon.PutBytes("hub_token", "z"u8.ToArray(), "reads the models", ["ml"], expires: new Terminal.ManualClock().GetUtcNow().AddDays(20), scope: new SecretScope("llm", "base"));
        daemon.PutBytes("registry_password", "w"u8.ToArray(), "pulls the images", scope: new SecretScope("llm", "base"));
    }

    private static void Audited(MemoryDaemon daemon)
    {
        Varied(daemon);
        SecretScope scope = SecretScope.Default;
        daemon.Slots.Add(new SlotEntry(2, KeySource.Passphrase, daemon.Now.AddDays(-200), daemon.Now.AddHours(-1)));
        (daemon.Passphrase, daemon.RecoveryKey) = ("correct horse", "0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYZ-0123-4567-89AB-CDEF-GHJK-M");
        daemon.Slots.Add(new SlotEntry(7, KeySource.KeyFile, daemon.Now.AddDays(-3), Label: "stick in the drawer"));
        daemon.Record("init", []);
        daemon.Record("import", [.. daemon.Entries.Select(entry => entry.Name)], scope);
        daemon.Record("wrong-key", [], detail: "a passphrase, to unlock", pid: 1234567);
        daemon.Record("unlock", [], detail: "slot 7, key file \"stick in the drawer\"");
        daemon.Record("get", ["hf_token"], new SecretScope("llm", "dev"), executable: "/usr/bin/python3.13");
        daemon.Record("rename", ["tls", "tls_key"], scope, detail: "tls is tls_key now");
        daemon.Record("delete", ["old"], scope);
        daemon.Record("project-create", [], new SecretScope("llm", ""));
        daemon.Record("run", ["DATABASE_URL", "hf_token", "redis_password"], scope, program: "train\u001b[2J\u202e");
        daemon.Record("export", ["日本語"], scope, executable: null);
    }

    private static void Templated(MemoryDaemon daemon)
    {
        Varied(daemon);
        daemon.MakeTemplate("GITHUB_TOKEN", "hf_token", "redis_password");
    }

    private static void Varied(MemoryDaemon daemon)
    {
        DateTimeOffset now = new Terminal.ManualClock().GetUtcNow();
        daemon.Put("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI");
        daemon.Put("DATABASE_URL", "postgres://app@db/app", "production replica", expires: now.AddDays(-2));
        daemon.Put("GITHUB_TOKEN", "ghp_1", status: "staged");
        daemon.Put("hf_token", "hf_abcdefghij", "Hugging Face, read only", ["ml", "ci"], expires: now.AddDays(34));
        daemon.Put("japanese", "秘密の値", "日本語の説明");
        daemon.Put("ngc_api_key", "nvapi-1", "NVIDIA registry", writeOnly: true);
        daemon.Put("redis_password", "hunter2");
        daemon.Put("tls_key", "-----BEGIN KEY-----\nMIIEvQIBADAN\n-----END KEY-----\n", "of the load balancer", expires: now.AddDays(5));
        daemon.Put("wandb.key", "0123456789", "a name that is no variable's");
        daemon.Put("zebra_stripes", "x", "\u001b[2Jescape \u202ebidi");
    }
}
