using System.Text.Json;
using QaAnalyzer.Transcripts.Json;

namespace QaAnalyzer.Transcripts.Formats;

/// <summary>A vCon analysis of type <c>transcript</c>: the body of the recogniser that made it, as an object or as a string of JSON.</summary>
internal static class VconTranscript
{
    public static IEnumerable<DraftUtterance> Read(JsonField analysis, JsonField dialog, VconParties parties, double? offset)
    {
        var body = Parsed(analysis["body"]);
        var indexes = VconParties.Of(dialog);
        return Utterances(body)
            .Select(utterance => Name(utterance, indexes, parties))
            .Select(utterance => utterance with { Start = utterance.Start + (offset ?? 0), End = utterance.End + (offset ?? 0) });
    }

    private static IEnumerable<DraftUtterance> Utterances(JsonField body)
    {
        if (body["results"].Exists) return Deepgram.Utterances(body["results"]);
        if (body["segments"].IsArray) return Segments.Read(body["segments"]);
        if (body["words"].IsArray || body["paragraphs"].Exists) return Deepgram.OfAlternative(body, null);
        if (body.IsArray) return Segments.Read(body);
        return (body["transcript"].Text() ?? body["text"].Text() ?? body.PlainText()) is { } text ? [new(null, null, text.Trim(), null, null)] : [];
    }

    // A recording with one channel a party names the parties in channel order; numbers of a diariser mean no party in particular.
    private static DraftUtterance Name(DraftUtterance utterance, IReadOnlyList<int> indexes, VconParties parties)
    {
        var party = Deepgram.ChannelOf(utterance.Label) is { } channel && channel < indexes.Count ? indexes[channel] : (int?)null;
        return party is { } index ? utterance with { Label = parties.Label(index), Role = parties.Role(index) } : utterance;
    }

    private static JsonField Parsed(JsonField body)
    {
        if (body.PlainText() is not { } text || text.AsSpan().TrimStart() is not ['{' or '[', ..]) return body;
        try
        {
            return body with { Element = JsonElement.Parse(text) };
        }
        catch (JsonException e)
        {
            body.Draft.Refuse($"{body.Path}: {BrokenJson.Reason(e)}");
            return body;
        }
    }
}
