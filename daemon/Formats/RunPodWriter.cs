namespace Secrets.Daemon.Formats;

/// <summary>Writes the lines of a RunPod template's raw editor; a value that reads like a reference to a RunPod secret would be replaced there.</summary>
internal sealed class RunPodWriter : DockerWriter
{
    public override string? Refusal(string name, ReadOnlySpan<byte> value) =>
        value.IndexOf("RUNPOD_SECRET_"u8) >= 0 ? "reads like a reference to a RunPod secret" : base.Refusal(name, value);
}
