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

    /// <summary>Those that end whoever does nothing about them; 32 and 33 are the C library's own.</summary>
    private static readonly int[] Deadly = [.. Enumerable.Range(1, 16), 24, 25, 26, 27, 29, 30, 31, .. Enumerable.Range(34, 31)];

    /// <summary>Those that can be passed on.</summary>
    private static readonly int[] Passed = [.. Deadly.Except([4, 7, 8, 9, 11, 13, 34]), 23];

    private readonly SecretsHome _home = new SecretsHome().Initialize();

    public void Dispose() => _home.Dispose();

    /// <summary>How many vectors: all of them where SECRETS_TEST_CASES says so, else enough to see a way that went wrong.</summary>
    private static int Cases(string way) => Environment.GetEnvironmentVariable("SECRETS_TEST_CASES") is { } cases
        ? int.Parse(cases)
        : (way.Length == 0, Programs.AreNative) switch { (true, true) => 300, (false, true) => 40, (true, false) => 40, _ => 6 };

    private static bool IsLong => Environment.GetEnvironmentVariable("SECRETS_TEST_CASES") is not null;

    /// <summary>Values under 4 bytes are not masked, so that all can be compared.</summary>
    [Theory]
    [MemberData(nameof(RunWays.All), MemberType = typeof(RunWays))]
    public void Arguments_environment_input_and_end_are_the_same(string way)
    {
        RunWays.Prepare(_home, way);
        byte[] odd = [0xff, 0xfe, 0x80];
        Assert.Equal(0, NativeProcess.Run(_home.Command("set", "PLAIN=v w", "MULTI=a\nb") with { Input = odd }).ExitCode);
        Assert.Equal(0, _home.RunWith(odd, "set", "ODD=-").ExitCode);
        byte[][] secrets = [Bytes("MULTI=a\nb"), [.. Bytes("ODD="), .. odd], Bytes("PLAIN=v w")];

        Random random = new(20261121);
        for (int round = 0; round < Cases(way); round++)
        {
            Launched direct = NewCase(random);
            byte[][] ambient = [Bytes($"SECRETS_HOME={_home.Folder}"), .. direct.Environment, Bytes("SECRETS_PROJECT=default")];
            Finished expected = NativeProcess.Run(direct with { Environment = [.. ambient, .. secrets] });
            Finished actual = NativeProcess.Run(new Launched(Programs.Secrets, [.. Launched.Bytes(RunWays.Arguments(way)), Bytes(direct.Program), .. direct.Arguments])
            {
                Environment = ambient,
                Input = direct.Input,
                Folder = direct.Folder,
            });
            Assert.True(
                expected.Output.AsSpan().SequenceEqual(WithoutFolder(actual.Output)) && expected.Error == actual.Error && (expected.ExitCode, expected.Signal) == (actual.ExitCode, actual.Signal),
                $"case {round}\n=== directly: {expected}\n=== by run {way}: {actual}");
        }
    }

    [Theory]
    [MemberData(nameof(RunWays.All), MemberType = typeof(RunWays))]
    public void Every_exit_code_is_the_programs(string way)
    {
        RunWays.Prepare(_home, way);
        int step = IsLong || (way.Length == 0 && Programs.AreNative) ? 1 : 51;
        for (int code = 0; code < 256; code += step)
        {
            Finished finished = Run(way, "sh", "-c", $"exit {code}");
            Assert.Equal((code, 0, ""), (finished.ExitCode, finished.Signal, finished.Error));
        }
    }

    /// <summary>A program that dies by a signal, by its own hand or by another's: so do we, as the kernel tells it.</summary>
    [Theory]
    [MemberData(nameof(RunWays.All), MemberType = typeof(RunWays))]
    public void Every_signal_that_ends_it_is_told(string way)
    {
        RunWays.Prepare(_home, way);
        foreach (int signal in Deadly.Where((_, i) => IsLong || Programs.AreNative && (way.Length == 0 || i % 4 == 0) || i % 12 == 0))
        {
            Finished finished = Run(way, "sh", "-c", $"ulimit -c 0; kill -{signal} $$; exit 99");
            Assert.Equal((128 + signal, signal, ""), (finished.ExitCode, finished.Signal, finished.Error));
        }
    }

    /// <summary>Not so for those that the runtime keeps for itself (ARCHITECTURE.md names them), nor for KILL and STOP, which nobody can pass on.</summary>
    [Theory]
    [MemberData(nameof(RunWays.AllAndDirect), MemberType = typeof(RunWays))]
    public void Every_signal_to_us_reaches_the_program(string way)
    {
        RunWays.Prepare(_home, way);
        string traps = string.Concat(Passed.Select(signal => $"trap 'echo got {signal}' {signal}; "));
        string script = $"{traps} echo ready; while [ ! -e stop ]; do sleep 0.01; done; exit 5";
        Launched launched = way == RunWays.Direct ? new("/bin/sh", Launched.Bytes(["-c", script])) : _home.Command([.. RunWays.Arguments(way), "/bin/sh", "-c", script]);
        using NativeProcess process = NativeProcess.Start(launched with { Environment = _home.Environment(), Folder = _home.Folder });
        process.WaitFor("ready");
        foreach (int signal in Passed)
        {
            process.Send(signal);
            process.WaitFor($"got {signal}\n");
        }
        File.WriteAllText(Path.Combine(_home.Folder, "stop"), "");
        Finished finished = process.Wait();
        Assert.Equal((5, "ready\n" + string.Concat(Passed.Select(signal => $"got {signal}\n"))), (finished.ExitCode, finished.Text));
    }

    [Theory]
    [MemberData(nameof(RunWays.All), MemberType = typeof(RunWays))]
    public void State_that_the_kernel_keeps_is_the_same(string way)
    {
        RunWays.Prepare(_home, way);
        // The mask, the ignored and the caught signals, limits, umask, priority and descriptors; an ignored SIGPIPE as systemd hands it over.
        // Not SigQ: it counts what all processes of the user have pending.
        const string State = "grep -E '^(Sig(Pnd|Blk|Ign|Cgt)|Shd|NoNew|Cap|Umask|Seccomp:)' /proc/self/status; cat /proc/self/limits; ls /proc/self/fd; nice; cut -d' ' -f 6-7 /proc/self/stat";
        foreach (string before in (string[])["", "trap '' PIPE;", "trap '' FPE TERM HUP;", "umask 027; ulimit -S -n 300;", "exec 7</dev/null;"])
        {
            if (before.Length > 0 && !Programs.AreNative && !before.StartsWith("exec", StringComparison.Ordinal))
                continue;
            string expected = Shell($"{before} exec /bin/sh -c \"$1\"", State).Text;
            string actual = Shell($"{before} exec {RunWays.InShell(way)} /bin/sh -c \"$1\"", State).Text;
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

    private Finished Run(string way, params string[] command) => _home.Run([.. RunWays.Arguments(way), .. command]);

    /// <summary>With a file in it, a run has one variable more, the last: where its folder is.</summary>
    private static byte[] WithoutFolder(byte[] output)
    {
        int start = output.AsSpan().IndexOf("\0SECRETS_DIR="u8);
        return start < 0 ? output : [.. output[..start], .. output[(start + 1 + output.AsSpan(start + 1).IndexOf((byte)0))..]];
    }

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
