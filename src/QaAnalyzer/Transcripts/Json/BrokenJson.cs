using System.Text.Json;
using System.Text.Unicode;

namespace QaAnalyzer.Transcripts.Json;

/// <summary>Words for bytes that are no JSON.</summary>
internal static class BrokenJson
{
    /// <summary>The parsed record, or null with the reason in the draft.</summary>
    public static JsonDocument? TryParse(JsonRecord record, ConversationDraft draft)
    {
        if (Reason(record) is { } reason)
        {
            draft.Refuse(reason);
            return null;
        }

        try
        {
            return JsonDocument.Parse(record.Bytes);
        }
        catch (JsonException e)
        {
            draft.Refuse(Reason(e));
            return null;
        }
    }

    /// <summary>Why a record cannot even be parsed, or null.</summary>
    public static string? Reason(JsonRecord record)
    {
        if (record.TooLong) return $"expected a record of at most {JsonRecord.LimitBytes >> 20} MB, got a longer one";
        return Utf8.IsValid(record.Bytes.Span) ? null : "expected text in utf-8, got bytes that are not; name the right one with --encoding";
    }

    public static string Reason(JsonException e)
    {
        var place = e.LineNumber > 0 ? $"its line {e.LineNumber + 1}, byte {e.BytePositionInLine}" : $"byte {e.BytePositionInLine}";
        return $"expected one complete JSON object, got JSON that breaks off or goes wrong at {place}";
    }
}
