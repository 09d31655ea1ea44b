using QaAnalyzer.Conversations;

namespace QaAnalyzer.Transcripts;

/// <summary>What became of one record of a transcript file.</summary>
/// <param name="File">Path as given, with <c>!entry</c> behind it for a file inside an archive.</param>
/// <param name="Line">1-based line where the record starts.</param>
public abstract record TranscriptRecord(string File, long Line)
{
    /// <summary>
    /// The line that names the columns of a record out of a table, without which its rows say nothing; null where the record needs none or is not
    /// whole.
    /// </summary>
    public string? Head { get; init; }
}

public sealed record Accepted(string File, long Line, Conversation Conversation) : TranscriptRecord(File, Line);

/// <summary>A conversation whose id was already accepted in this run.</summary>
public sealed record Duplicate(string File, long Line, string Id) : TranscriptRecord(File, Line);

/// <summary>A person's past score, as a table of scores has it; whether conversation and criterion are known is for others to say.</summary>
/// <param name="Conversation">Id of the conversation.</param>
/// <param name="Criterion">Id or name of the criterion.</param>
/// <param name="Evaluator">Who gave it.</param>
/// <param name="Score">1–5, fractions allowed.</param>
/// <param name="Date">Null when the table does not say.</param>
/// <param name="Raw">The row as it came.</param>
public sealed record PastScore(string File, long Line, string Conversation, string Criterion, string Evaluator, double Score, DateTimeOffset? Date, string Raw)
    : TranscriptRecord(File, Line);

/// <summary>A record that cannot be used, kept for a person to look at.</summary>
/// <param name="Reason">What was expected and what was found; it may quote a field, so it belongs beside the data, not in a log.</param>
/// <param name="Raw">The record as it came, at most <see cref="RawLimit"/> characters.</param>
public sealed record Rejected(string File, long Line, string Reason, string Raw) : TranscriptRecord(File, Line)
{
    public const int RawLimit = 1 << 20;

    public string Message => $"{File} line {Line}: {Reason}";
}
