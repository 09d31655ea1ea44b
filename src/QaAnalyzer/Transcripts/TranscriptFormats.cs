using QaAnalyzer.Transcripts.Formats;

namespace QaAnalyzer.Transcripts;

/// <summary>Every format the product reads; the first that recognises a file reads it, so the loosest come last.</summary>
public static class TranscriptFormats
{
    public static IReadOnlyList<ITranscriptReader> All { get; } =
    [
        new NativeReader(),
        new VconReader(),
        new ContactLensReader(),
        new DeepgramReader(),
        new FunAsrReader(),
        new WhisperXReader(),
        new WebVttReader(),
        new SrtReader(),
        new CsvTranscriptReader("csv", ','),
        new CsvTranscriptReader("tsv", '\t'),
        new ChatLogReader(),
    ];

    internal static string Names { get; } = string.Join(", ", All.Select(reader => reader.Format));

    public static ITranscriptReader? Find(string format) =>
        All.FirstOrDefault(reader => string.Equals(reader.Format, format, StringComparison.OrdinalIgnoreCase));

    public static ITranscriptReader? Recognise(TranscriptHead head) => All.FirstOrDefault(reader => reader.Recognises(head));
}
