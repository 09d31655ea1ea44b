using System.Text.Json;
using QaAnalyzer.Transcripts.Json;

namespace QaAnalyzer.Transcripts.Formats;

/// <summary>Recognisers number speakers or name them; a bare number reads <c>speaker 0</c>, so that <c>--speaker "speaker 0=agent"</c> can state it.</summary>
internal static class SpeakerLabel
{
    public static string? Of(JsonField field)
    {
        if (field.Text() is not { } text || string.IsNullOrWhiteSpace(text)) return null;
        return field.Element.ValueKind == JsonValueKind.Number || text.All(char.IsAsciiDigit) ? $"speaker {text}" : text;
    }
}
