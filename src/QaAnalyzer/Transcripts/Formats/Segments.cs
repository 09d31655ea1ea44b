using QaAnalyzer.Transcripts.Json;

namespace QaAnalyzer.Transcripts.Formats;

/// <summary>Whisper-like segments: <c>start</c>, <c>end</c> in seconds, <c>text</c>, and <c>speaker</c> on the segment or on its words.</summary>
internal static class Segments
{
    public static IEnumerable<DraftUtterance> Read(JsonField segments) =>
        segments.Items().Select(segment => new DraftUtterance(
            SpeakerLabel.Of(segment["speaker"]) ?? MostSpeaking(segment["words"]),
            null,
            (segment["text"].Text() ?? "").Trim(),
            segment["start"].Number(),
            segment["end"].Number()));

    private static string? MostSpeaking(JsonField words) =>
        words.Items().Select(word => SpeakerLabel.Of(word["speaker"])).OfType<string>().CountBy(label => label).MaxBy(each => each.Value).Key;
}
