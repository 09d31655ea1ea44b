using QaAnalyzer.Transcripts;

namespace QaAnalyzer.Sources.Readers;

/// <summary>
/// Reads a source page by page from a checkpoint on. Failures are <see cref="SourceException"/>s, after the repetitions that the settings allow.
/// </summary>
internal interface ISourceReader
{
    /// <summary>Pages in order; the next one is asked for when the one before it is stored.</summary>
    /// <param name="checkpoint">That of the last page stored; null at first.</param>
    /// <param name="cancel">Stops between pages.</param>
    IAsyncEnumerable<SourcePage> ReadAsync(string? checkpoint, CancellationToken cancel);
}

/// <summary>Records and the checkpoint from which reading goes on once they are stored.</summary>
internal sealed record SourcePage(IReadOnlyList<TranscriptRecord> Records, string? Checkpoint);
