using System.Buffers.Text;
using System.Text;
using QaAnalyzer.Transcripts.Json;

namespace QaAnalyzer.Transcripts.Formats;

/// <summary>A vCon dialog of type <c>text</c> is one message.</summary>
internal static class VconText
{
    public static IEnumerable<DraftUtterance> Read(JsonField dialog, VconParties parties, double? offset)
    {
        if (Body(dialog) is not { } text) return [];
        var who = dialog["originator"].Index() ?? VconParties.Of(dialog).Select(index => (int?)index).FirstOrDefault();
        return [new(who is { } index ? parties.Label(index) : null, who is { } known ? parties.Role(known) : null, text, offset, null)];
    }

    private static string? Body(JsonField dialog)
    {
        var body = dialog["body"];
        if (!string.Equals(dialog["encoding"].Text(), "base64url", StringComparison.OrdinalIgnoreCase) || body.Text() is not { } encoded)
            return body.IsObject ? body.Element.GetRawText() : body.Text();
        if (Base64Url.IsValid(encoded)) return Encoding.UTF8.GetString(Base64Url.DecodeFromChars(encoded));
        dialog.Draft.Refuse($"{body.Path}: expected base64url text, got something else");
        return null;
    }
}
