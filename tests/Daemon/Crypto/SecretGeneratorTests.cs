using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Secrets.Daemon.Crypto.Generators;
using Secrets.Shared.Contract;
using Xunit;

namespace Secrets.Tests.Daemon.Crypto;

public sealed class SecretGeneratorTests
{
    [Theory]
    [InlineData("password", "^[!-~]{40}$")]
    [InlineData("password:8", "^[!-~]{8}$")]
    [InlineData("hex", "^[0-9a-f]{64}$")]
    [InlineData("hex:16", "^[0-9a-f]{32}$")]
    [InlineData("base64:33", "^[A-Za-z0-9+/]{44}$")]
    [InlineData("uuid", "^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")]
    public void A_recipe_makes_its_form_and_never_the_same_twice(string recipe, string form)
    {
        string one = Make(recipe), other = Make(recipe);
        Assert.Matches(new Regex(form, RegexOptions.None, TimeSpan.FromSeconds(1)), one);
        Assert.NotEqual(one, other);
    }

    [Fact]
    public void A_password_has_every_class_and_needs_no_quotes()
    {
        for (int i = 0; i < 500; i++)
        {
            string password = Make("password:8");
            Assert.True(password.Any(char.IsAsciiLetterLower) && password.Any(char.IsAsciiLetterUpper) && password.Any(char.IsAsciiDigit) && password.Any(c => !char.IsAsciiLetterOrDigit(c)));
            Assert.DoesNotContain(password, c => "'\"\\$`&;<>|() \t".Contains(c, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("rsa:2048", "openssl", "pkey -noout -text -in", "Private-Key: (2048 bit")]
    [InlineData("ed25519", "openssl", "pkey -noout -text -in", "ED25519 Private-Key")]
    [InlineData("ssh-ed25519", "ssh-keygen", "-y -f", "ssh-ed25519 AAAA")]
    public void A_key_is_read_by_the_program_it_is_for(string recipe, string program, string arguments, string says)
    {
        string file = Path.GetTempFileName();
        try
        {
            // GetTempFileName makes 0600, which ssh-keygen insists on.
            File.WriteAllText(file, Make(recipe));
            using Process process = Process.Start(new ProcessStartInfo(program, [.. arguments.Split(' '), file]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
            string output = process.StandardOutput.ReadToEnd() + process.StandardError.ReadToEnd();
            Assert.True(process.WaitForExit(20_000));
            Assert.Contains(says, output, StringComparison.Ordinal);
            Assert.Equal(0, process.ExitCode);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("rsa:2048", "openssl", "pkey -pubout -in")]
    [InlineData("ed25519", "openssl", "pkey -pubout -in")]
    [InlineData("ssh-ed25519", "ssh-keygen", "-y -f")]
    public void The_public_half_is_the_one_that_belongs_to_it(string recipe, string program, string arguments)
    {
        string file = Path.GetTempFileName();
        try
        {
            using (SecretValue value = SecretGenerator.Make(recipe, out string? publicKey))
            {
                File.WriteAllBytes(file, value.Span);
                using Process process = Process.Start(new ProcessStartInfo(program, [.. arguments.Split(' '), file]) { RedirectStandardOutput = true, UseShellExecute = false })!;
                Assert.Equal(process.StandardOutput.ReadToEnd().Trim(), publicKey!.Trim());
                Assert.True(process.WaitForExit(20_000));
            }
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("password:7")]
    [InlineData("password:x")]
    [InlineData("hex:-8")]
    [InlineData("hex:99999999999")]
    [InlineData("rsa:1024")]
    [InlineData("uuid:4")]
    [InlineData("dsa")]
    [InlineData("")]
    public void What_cannot_be_generated_is_said(string recipe) =>
        Assert.Equal(ErrorCode.Invalid, Assert.Throws<SecretsException>(() => SecretGenerator.Make(recipe, out _)).Code);

    private static string Make(string recipe)
    {
        using SecretValue value = SecretGenerator.Make(recipe, out _);
        return Encoding.ASCII.GetString(value.Span);
    }
}
