using QaAnalyzer.Conversations;
using QaAnalyzer.Transcripts.Files;

namespace QaAnalyzer.Transcripts;

/// <summary>What the caller knows about the files and the files do not say.</summary>
public sealed record TranscriptOptions
{
    /// <summary>Format id; recognised from the content when absent.</summary>
    public string? Format { get; init; }

    /// <summary>Encoding name (<c>utf-8</c>, <c>gb18030</c>, <c>utf-16</c> …); recognised from the content when absent.</summary>
    public string? Encoding { get; init; }

    /// <summary>Speaker name, or the beginning of one, → side; an exact name wins over a beginning, a longer beginning over a shorter.</summary>
    public IReadOnlyDictionary<string, Speaker> Speakers { get; init; } = new Dictionary<string, Speaker>(StringComparer.Ordinal);

    /// <summary>Channel of conversations whose format does not state one.</summary>
    public Channel? Channel { get; init; }

    /// <summary>Zone of dates that carry none.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Local;

    /// <summary>True when tables of past scores are read too; otherwise they are files of no known format.</summary>
    public bool PastScores { get; init; }

    /// <summary>The sentence that says which option cannot be used; null when all can.</summary>
    public string? Problem()
    {
        if (Format is not null && TranscriptFormats.Find(Format) is null)
            return $"expected one of the formats {TranscriptFormats.Names}, got \"{Format}\"";
        if (Encoding is not null && TextEncodings.Find(Encoding) is null)
            return $"expected the name of an encoding such as utf-8, gb18030 or utf-16, got \"{Encoding}\"";
        return null;
    }
}
