using System.IO.Compression;
using System.Text;
using QaAnalyzer.Transcripts;

namespace QaAnalyzer.Tests.Transcripts;

public sealed class TranscriptImportTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("transcripts").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Folders_zips_and_gzips_are_opened()
    {
        File.WriteAllText(At("a.jsonl"), Samples.Native);
        Directory.CreateDirectory(At("sub"));
        File.WriteAllText(At("sub/call.srt"), Samples.Srt);
        File.WriteAllText(At(".DS_Store"), "x");
        Zip(At("z.zip"), ("day1/call.vtt", Samples.WebVtt), ("day2/call.vtt", Samples.WebVtt), ("day2/rows.csv", Samples.Csv));
        using (var gz = new GZipStream(File.Create(At("w.json.gz")), CompressionLevel.Fastest)) gz.Write(Encoding.UTF8.GetBytes(Samples.WhisperX));
        var import = new TranscriptImport(Reading.Options);
        var ids = import.Read([folder]).Select(record => ((Accepted)record).Conversation.Id).ToList();
        Assert.Equal(["n1", "n2", "sub/call", "w", "day1/call", "day2/call", "c1", "c2"], ids);
        Assert.Equal((8, 0, 0, 8), (import.Accepted, import.Duplicates, import.Quarantined, import.Total));
    }

    [Fact]
    public void An_id_met_again_in_the_run_is_a_duplicate()
    {
        File.WriteAllText(At("a.jsonl"), Samples.Native);
        File.WriteAllText(At("b.jsonl"), Samples.Native + "\n{}\n");
        var import = new TranscriptImport(Reading.Options);
        var records = import.Read([At("a.jsonl"), At("b.jsonl")]).ToList();
        Assert.Equal(new Duplicate(At("b.jsonl"), 2, "n2"), records[3]);
        Assert.Equal((2, 2, 1, 5), (import.Accepted, import.Duplicates, import.Quarantined, import.Total));
    }

    [Fact]
    public void What_cannot_be_opened_is_one_rejection_and_the_rest_is_read()
    {
        var zip = Zip(At("b.zip"), ("a.srt", Samples.Srt), ("b.srt", Samples.Srt));
        File.WriteAllBytes(At("b.zip"), zip[..^30]);
        File.WriteAllBytes(At("c.gz"), [0x1F, 0x8B, 8, 0, 1, 2, 3]);
        File.WriteAllText(At("d.txt"), "");
        File.WriteAllText(At("e.srt"), Samples.Srt);
        var records = new TranscriptImport(Reading.Options).Read([At("missing.csv"), folder]).ToList();
        Assert.Equal([At("missing.csv"), At("b.zip"), At("c.gz"), At("d.txt")], records.SkipLast(1).Select(record => Assert.IsType<Rejected>(record).File));
        Assert.Equal("expected a transcript, got an empty file", ((Rejected)records[3]).Reason);
        Assert.IsType<Accepted>(records[^1]);
    }

    [Fact]
    public void A_damaged_entry_costs_only_itself()
    {
        var zip = Zip(At("z.zip"), ("a.srt", Samples.Srt), ("b.srt", Samples.Srt));
        zip[zip.AsSpan().IndexOf("a.srt"u8) + 5] = 0xFF;
        File.WriteAllBytes(At("z.zip"), zip);
        var records = new TranscriptImport(Reading.Options).Read([At("z.zip")]).ToList();
        Assert.Equal($"{At("z.zip")}!a.srt", Assert.IsType<Rejected>(records[0]).File);
        Assert.IsType<Accepted>(records[1]);
    }

    [Fact]
    public void An_archive_inside_an_archive_is_named()
    {
        Zip(At("inner.zip"), ("a.srt", Samples.Srt));
        using (var outer = ZipFile.Open(At("outer.zip"), ZipArchiveMode.Create)) outer.CreateEntryFromFile(At("inner.zip"), "inner.zip");
        var rejected = Assert.IsType<Rejected>(Assert.Single(new TranscriptImport(Reading.Options).Read([At("outer.zip")])));
        Assert.Equal("expected a transcript, got an archive inside an archive; unpack it first", rejected.Reason);
    }

    private static byte[] Zip(string path, params (string Name, string Text)[] entries)
    {
        using (var zip = ZipFile.Open(path, ZipArchiveMode.Create))
        {
            foreach (var (name, text) in entries)
            {
                using var stream = zip.CreateEntry(name).Open();
                stream.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return File.ReadAllBytes(path);
    }

    private string At(string name) => Path.Combine(folder, name);
}
