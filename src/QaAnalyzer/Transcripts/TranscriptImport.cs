using QaAnalyzer.Transcripts.Files;
using QaAnalyzer.Transcripts.Formats;

namespace QaAnalyzer.Transcripts;

/// <summary>Reads paths into records: opens folders and archives, tells formats, drops ids already accepted in this run, and counts.
/// Every record is accepted, a duplicate or quarantined, and counted once.</summary>
/// <param name="options">What the caller states; see <see cref="TranscriptOptions.Problem"/>.</param>
/// <param name="standardInput">Read for the path <c>-</c>; the process's own when absent.</param>
public sealed class TranscriptImport(TranscriptOptions options, Stream? standardInput = null)
{
    private readonly SeenIds seen = new();

    public long Accepted { get; private set; }

    public long Duplicates { get; private set; }

    public long Quarantined { get; private set; }

    public long Total => Accepted + Duplicates + Quarantined;

    /// <summary>Streams the records of files, folders, <c>.zip</c>, <c>.gz</c> and <c>-</c>. What cannot be opened is one rejected record.</summary>
    public IEnumerable<TranscriptRecord> Read(IEnumerable<string> paths) => paths.SelectMany(ReadPath).Select(Count);

    private IEnumerable<TranscriptRecord> ReadPath(string path) =>
        Guarded.Read(path, TranscriptFiles.Find(path, () => standardInput ?? Console.OpenStandardInput()).SelectMany(ReadFile));

    // Guarded one by one: a damaged archive costs only itself, and so does a damaged entry.
    private IEnumerable<TranscriptRecord> ReadFile(TranscriptFile file) =>
        Guarded.Read(file.Name, OpenedFile.Of(file).SelectMany(opened => Guarded.Read(opened.Name, ReadOpened(opened))));

    private IEnumerable<TranscriptRecord> ReadOpened(OpenedFile file)
    {
        if ((file.Problem ?? options.Problem()) is { } problem) return [new Rejected(file.Name, 1, problem, "")];
        var source = TranscriptSource.Open(file.Name, file.Id, file.Content, options.Encoding);
        if (string.IsNullOrWhiteSpace(source.Head.Text)) return [new Rejected(file.Name, 1, "expected a transcript, got an empty file", "")];
        var reader = options.Format is { } format
            ? TranscriptFormats.Find(format)
            : (options.PastScores ? ScoreTableReader.Recognise(source.Head) : null) ?? TranscriptFormats.Recognise(source.Head);
        return reader is null ? [Unknown(source)] : reader.Read(source, options);
    }

    private static Rejected Unknown(TranscriptSource source) =>
        new(
            source.Name,
            1,
            $"expected one of the formats {TranscriptFormats.Names}, recognised none; name it with --format",
            TextDocument.Raw(source.Head.Text));

    private TranscriptRecord Count(TranscriptRecord record)
    {
        if (record is Accepted accepted && !seen.Add(accepted.Conversation.Id))
            record = new Duplicate(record.File, record.Line, accepted.Conversation.Id);
        switch (record)
        {
            case Transcripts.Accepted: Accepted++; break;
            case PastScore: Accepted++; break;
            case Duplicate: Duplicates++; break;
            default: Quarantined++; break;
        }

        return record;
    }
}
