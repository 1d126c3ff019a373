using Secrets.Tests.Architecture;
using Secrets.Tui.Terminal;
using Xunit;

namespace Secrets.Tests.Tui.Views;

/// <summary>The pictures of the README are frames that the program draws. <c>SECRETS_UPDATE_GOLDEN=1</c> writes them anew.</summary>
public sealed class PictureTests
{
    [Theory]
    [InlineData("list", "dark", "jj")]
    [InlineData("staged", "light", "v")]
    public void A_picture_shows_what_the_program_draws(string name, string theme, string keys)
    {
        using ScreenRig rig = new(112, 22, prepare: _ => { }, theme: Themes.Named(theme));
        Fill(rig);
        rig.Type(keys);
        string file = Path.Combine(Repository.Root, "tui/Views/Pictures", name + ".svg");
        string actual = Picture.Of(rig.Loop.Frame, rig.Loop.Theme.Base);
        if (Golden.IsUpdating)
            File.WriteAllText(file, actual);
        Assert.Equal(File.ReadAllText(file), actual);
    }

    private static void Fill(ScreenRig rig)
    {
        DateTimeOffset now = rig.Clock.GetUtcNow() + TimeSpan.FromDays(140);
        Put("DATABASE_URL", 60, "production replica");
        Put("GHCR_TOKEN", 30, "pulls the images", expires: now.AddDays(5));
        Put("HF_TOKEN", 28, "Hugging Face, read only", ["ml", "ci"], expires: now.AddDays(62));
        Put("NGC_API_KEY", 12, "NVIDIA registry", writeOnly: true);
        Put("OPENAI_API_KEY", 5, "evaluation");
        Put("REDIS_PASSWORD", 4);
        Put("WANDB_API_KEY", 1, "experiment tracking", ["ml"]);
        rig.Daemon.Put("HF_TOKEN", "second", "Hugging Face, read only", ["ml", "ci"], expires: now.AddDays(62));
        rig.Daemon.Put("REDIS_PASSWORD", "rotated", status: "staged");
        rig.Daemon.Put("SENTRY_DSN", "x", "error reports", status: "staged");
        rig.Clock.Advance(TimeSpan.FromHours(3));
        rig.Wait(1);

        void Put(string name, int days, string? description = null, string[]? tags = null, bool writeOnly = false, DateTimeOffset? expires = null)
        {
            rig.Daemon.Put(name, $"value of {name}", description, tags, writeOnly, expires);
            rig.Clock.Advance(TimeSpan.FromDays(days));
        }
    }
}
