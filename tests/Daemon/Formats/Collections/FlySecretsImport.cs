namespace Secrets.Tests.Daemon.Formats.Collections;

/// <summary>What <c>fly secrets import</c> reads.</summary>
internal static class FlySecretsImport
{
    public static readonly DialectCollection Cases = new("superfly/flyctl: internal/command/secrets/parser_test.go", "0f685d4", "Apache-2.0", "fly",
    [
        new("\n# a comment, and an empty line\n\nA=x\n# another\nB=y\n", "A=x|B=y"),
        new("A=x\nB=y\n", "A=x|B=y"),
        new("A=x\r\nB=y\r\n", "A=x|B=y"),
        new("\nA=x\nB=\"\"\"l1\nl 2\n\nl4\"\"\"\nC=y\nD=\"\"\"the end,\nthe last\"\"\"\n", "A=x|B=l1\nl 2\n\nl4|C=y|D=the end,\nthe last"),
        new("A=x,y", "A=x,y"),
        new("A=x y", "A=x y"),
        new("A=\"x y\"", "A=x y"),
        new("A = x", "A=x"),
    ]);
}
