using System.Text;
using Secrets.Tests.Harness;
using Xunit;

namespace Secrets.Tests.EndToEnd.Commands;

/// <summary>What is run by <c>secrets run</c> cannot be told from what is started directly, except by the secrets in its environment.</summary>
public sealed class FaithfulRunTests : IDisposable
{
    /// <summary>Prints its name, its arguments and its environment byte for byte, copies its input, and ends as it is told.</summary>
    private const string Observer = "printf '%s\\0' \"$0\" \"$@\"; cat /proc/self/environ; cat; eval \"$END\"";

    private static readonly int[] Signals = [1, 2, 3, 6, 9, 10, 12, 13, 14, 15];

    private readonly SecretsHome _home = new SecretsHome().Initialize();

    public void Dispose() => _home.Dispose();

    private static int Cases => int.Parse(Environment.GetEnvironmentVariable("SECRETS_TEST_CASES") ?? (Programs.AreNative ? "500" : "60"));

    /// <summary>Without an option we become the program; with --mask we stay beside it. Values under 4 bytes are not masked, so that all can be compared.</summary>
    [Theory]
    [InlineData(null, 1)]
    [InlineData("--mask", 4)]
    public void Arguments_environment_input_and_end_are_the_same(string? option, int divisor)
    {
        byte[] odd = [0xff, 0xfe, 0x80];
        Assert.Equal(0, NativeProcess.Run(_home.Command("set", "PLAIN=v w", "MULTI=a\nb") with { Input = odd }).ExitCode);
        Assert.Equal(0, _home.RunWith(odd, "set", "ODD=-").ExitCode);
        byte[][] secrets = [Bytes("MULTI=a\nb"), [.. Bytes("ODD="), .. odd], Bytes("PLAIN=v w")];

        Random random = new(20261121);
        for (int round = 0; round < Cases / divisor; round++)
        {
            Launched direct = NewCase(random);
            byte[][] ambient = [.. direct.Environment];
            Finished expected = NativeProcess.Run(direct with { Environment = [.. ambient, .. secrets] });
            Finished actual = NativeProcess.Run(new Launched(Programs.Secrets, [Bytes("run"), Bytes("-q"), .. option is null ? Array.Empty<byte[]>() : [Bytes(option)], Bytes("--"), Bytes(direct.Program), .. direct.Arguments])
            {
                Environment = [Bytes($"SECRETS_HOME={_home.Folder}"), .. ambient, Bytes("SECRETS_PROJECT=default")],
                Input = direct.Input,
                Folder = direct.Folder,
            });
            Assert.True(
                expected.Output.AsSpan().SequenceEqual(actual.Output) && expected.Error == actual.Error && (expected.ExitCode, expected.Signal) == (actual.ExitCode, actual.Signal),
                $"case {round}\n=== directly: {expected}\n=== by run: {actual}");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("--mask")]
    public void State_that_the_kernel_keeps_is_the_same(string option)
    {
        // The mask, the ignored and the caught signals, limits, umask, priority and descriptors; an ignored SIGPIPE as systemd hands it over.
        // Not SigQ: it counts what all processes of the user have pending.
        const string State = "grep -E '^(Sig(Pnd|Blk|Ign|Cgt)|Shd|NoNew|Cap|Umask|Seccomp:)' /proc/self/status; cat /proc/self/limits; ls /proc/self/fd; nice; cut -d' ' -f 6-7 /proc/self/stat";
        foreach (string before in (string[])["", "trap '' PIPE;", "trap '' FPE TERM HUP;", "umask 027; ulimit -S -n 300;", "exec 7</dev/null;"])
        {
            if (before.Length > 0 && !Programs.AreNative && !before.StartsWith("exec", StringComparison.Ordinal))
                continue;
            string expected = Shell($"{before} exec /bin/sh -c \"$1\"", State).Text;
            string actual = Shell($"{before} exec \"$0\" run {option} -- /bin/sh -c \"$1\"", State).Text;
            Assert.Equal(Comparable(expected), Comparable(actual));
        }
    }

    [Fact]
    public void A_writer_whose_reader_has_gone_ends_by_the_signal()
    {
        Finished finished = Shell("\"$0\" run -- yes 2>&1 | head -n 1; exec \"$0\" run -- sh -c 'kill -PIPE $$'", "");
        Assert.Equal(("y\n", 13), (finished.Text, finished.Signal));
    }

    [Fact]
    public void The_command_keeps_our_process_id_and_leaves_nothing_behind()
    {
        using NativeProcess process = NativeProcess.Start(_home.Command("run", "--", "sh", "-c", "echo $$; ps -o pid= --ppid $$ | wc -l"));
        string[] lines = process.Wait().Text.Split('\n');
        Assert.Equal(process.Id.ToString(), lines[0]);
        // ps itself is its one child, or wc, but nothing of ours.
        Assert.InRange(int.Parse(lines[1]), 0, 2);
    }

    private static string Comparable(string state) => string.Join('\n', state.Split('\n')
        // The ordinary runtime raises the soft limit of open files before any code of ours runs.
        .Where(line => Programs.AreNative || !line.StartsWith("Max open files", StringComparison.Ordinal))
        .Select(WithoutReserved));

    /// <summary>Signals 32 and 33 are glibc's own: it catches them in every process that has threads, and lets no program touch them.</summary>
    private static string WithoutReserved(string line) => line.StartsWith("Sig", StringComparison.Ordinal) && line[7] == '\t'
        ? $"{line[..8]}{ulong.Parse(line[8..], System.Globalization.NumberStyles.HexNumber) & ~0x180000000ul:x}"
        : line;

    private Finished Shell(string script, string argument) => NativeProcess.Run(
        new Launched("/bin/sh", Launched.Bytes(["-c", script, Programs.Secrets, argument])) { Environment = _home.Environment(), Folder = _home.Folder });

    private static Launched NewCase(Random random)
    {
        int end = random.Next(4);
        string how = end == 0 ? $"kill -{Signals[random.Next(Signals.Length)]} $$" : $"exit {random.Next(256)}";
        return new Launched("/bin/sh", [Bytes("-c"), Bytes(Observer), .. Enumerable.Range(0, random.Next(9)).Select(_ => Text(random, mayBeEmpty: true))])
        {
            Environment =
            [
                Bytes("PATH=/usr/bin:/bin"), Bytes($"END={how}"), Bytes("DOTNET_ROOT=" + Programs.DotnetRoot),
                .. Enumerable.Range(0, random.Next(6)).Select(i => (byte[])[.. Bytes($"V{i}="), .. Text(random, mayBeEmpty: true)]),
            ],
            Input = random.Next(2) == 0 ? [] : Text(random, mayBeEmpty: true),
            Folder = random.Next(2) == 0 ? "/" : "/tmp",
        };
    }

    private static byte[] Text(Random random, bool mayBeEmpty)
    {
        byte[][] parts = [Bytes(" "), Bytes("'"), Bytes("\""), Bytes("\\"), Bytes("\n"), Bytes("--"), Bytes("-p"), Bytes("$HOME"), Bytes("*"), Bytes("ü€𝄞"), Bytes("\ufffd"), [0xff], [0x80], [0xed, 0xa0, 0x80], Bytes("x"), Bytes("="), Bytes("\t"), Bytes("\x1b")];
        byte[] text = [.. Enumerable.Range(0, random.Next(mayBeEmpty ? 0 : 1, 9)).SelectMany(_ => parts[random.Next(parts.Length)])];
        return text.Length > 0 && random.Next(40) == 0 ? [.. Enumerable.Repeat(text, 2000).SelectMany(part => part)] : text;
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
