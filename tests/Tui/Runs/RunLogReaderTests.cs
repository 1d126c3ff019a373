using System.Text;
using Secrets.Tui.Runs;
using Xunit;

namespace Secrets.Tests.Tui.Runs;

/// <summary>What the writer of a log writes arrives at its reader once and in order, over all the moments at which a file is put aside.</summary>
public sealed class RunLogReaderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sl-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_is_written_while_it_is_read_arrives_once_and_in_order()
    {
        using RunLog log = new(_folder);
        using RunLogReader reader = new(_folder);
        Assert.Equal("", Rest(reader));
        StringBuilder written = new();
        StringBuilder read = new();
        string portion = new string('x', 300_000);
        for (int i = 0; i < 60; i++)
        {
            string text = $"<{i}>{portion}\n";
            written.Append(text);
            log.Write(Encoding.UTF8.GetBytes(text));
            if (i % 3 == 0)
                read.Append(Rest(reader));
        }
        read.Append(Rest(reader));
        Assert.Equal(written.ToString(), read.ToString());
    }

    [Fact]
    public void Who_comes_later_reads_the_older_file_first()
    {
        using RunLog log = new(_folder);
        log.Write(Encoding.UTF8.GetBytes(new string('a', (int)RunLog.Largest)));
        log.Write("b"u8);
        using RunLogReader reader = new(_folder);
        string all = Rest(reader);
        Assert.Equal(RunLog.Largest + 1, all.Length);
        Assert.EndsWith("ab", all, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_is_forgotten_has_no_log()
    {
        using RunLogReader reader = new(Path.Combine(_folder, "gone"));
        Assert.Equal("", Rest(reader));
    }

    private static string Rest(RunLogReader reader)
    {
        byte[] buffer = new byte[100_000];
        StringBuilder text = new();
        for (int count; (count = reader.Read(buffer)) > 0;)
            text.Append(Encoding.ASCII.GetString(buffer, 0, count));
        return text.ToString();
    }
}
