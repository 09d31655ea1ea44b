namespace QaAnalyzer.Transcripts;

/// <summary>Turns one transcript format into conversations. A new format is one file, one test file and one line in <see cref="TranscriptFormats"/>.</summary>
public interface ITranscriptReader
{
    /// <summary>Id for <c>--format</c>, for example <c>webvtt</c>.</summary>
    string Format { get; }

    /// <summary>True when the content looks like this format; the file extension may only break a tie.</summary>
    bool Recognises(TranscriptHead head);

    /// <summary>Accepted or rejected records in file order, one at a time: memory is bounded by one record. Broken input is a
    /// <see cref="Rejected"/>, never an exception; only the stream itself may throw.</summary>
    IEnumerable<TranscriptRecord> Read(TranscriptSource source, TranscriptOptions options);
}
