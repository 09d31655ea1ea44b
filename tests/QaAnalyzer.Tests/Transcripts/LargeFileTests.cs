using QaAnalyzer.Conversations;
using QaAnalyzer.Transcripts;

namespace QaAnalyzer.Tests.Transcripts;

/// <summary>Measures the memory of the process, so no other test may run beside it.</summary>
[CollectionDefinition("alone", DisableParallelization = true)]
[Collection("alone")]
public sealed class LargeFileTests : IDisposable
{
    private readonly string path = Path.GetTempFileName();

    public void Dispose() => File.Delete(path);

    [Fact]
    public void A_large_file_is_read_in_constant_memory()
    {
        var line = ConversationJson.Write(new()
        {
            Id = "#",
            Channel = Channel.Chat,
            Utterances = [.. Enumerable.Range(0, 40).Select(i => new Utterance { Speaker = Speaker.Customer, Text = new string('字', 40), Start = i })],
        });
        using (var writer = new StreamWriter(path))
        {
            for (var i = 0; i < 8_000; i++) writer.WriteLine(line.Replace("#", $"c{i}", StringComparison.Ordinal));
        }

        Assert.InRange(new FileInfo(path).Length, 50_000_000, 90_000_000);
        var import = new TranscriptImport(Reading.Options);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        long peak = 0;
        foreach (var _ in import.Read([path]))
        {
            if (import.Total % 1_000 == 0) peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: true) - before);
        }

        Assert.Equal(8_000, import.Accepted);
        Assert.InRange(peak, 0, 20_000_000);
    }
}
