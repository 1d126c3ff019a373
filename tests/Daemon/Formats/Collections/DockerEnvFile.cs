namespace Secrets.Tests.Daemon.Formats.Collections;

/// <summary>What <c>docker run --env-file</c> reads.</summary>
internal static class DockerEnvFile
{
    public static readonly DialectCollection Cases = new("docker/cli: opts/envfile_test.go and file_test.go", "06f64c0 253737e", "Apache-2.0", "docker",
    [
        new("a=x\n    b=y\n# a comment\n\n_c=z\nwith.dots=works\nand_more=two words\n\n    \t  ", "a=x|b=y|_c=z|with.dots=works|and_more=two words"),
        new("", ""),
        new("a=x\n    b   =y\n", "refused"),
        new("a=" + new string('k', 65_578), "refused") { Ours = "a=" + new string('k', 65_578), Reason = Differences.LongLine },
        new("two words\nand two more", "refused"),
        new("# a=\nTHERE\nNOT_THERE\n", "THERE=the caller's|NOT_THERE=the caller's") { Ours = "refused", Reason = Differences.Caller },
        new("# a=\n=no name\n", "refused"),
        new("\na=x\nTHERE", "a=x|THERE=the caller's") { Ours = "refused", Reason = Differences.Caller },
    ]);
}
