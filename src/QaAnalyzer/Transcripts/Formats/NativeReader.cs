using System.Text.Json;
using QaAnalyzer.Conversations;
using QaAnalyzer.Transcripts.Json;

namespace QaAnalyzer.Transcripts.Formats;

/// <summary>The product's own format: JSON lines, or one pretty-printed object or array. Bytes become objects with no text in between.</summary>
internal sealed class NativeReader : ITranscriptReader
{
    public string Format => "native";

    public bool Recognises(TranscriptHead head) => head.Shape.Has("utterances") || head.Shape.HasAll("id", "channel");

    public IEnumerable<TranscriptRecord> Read(TranscriptSource source, TranscriptOptions options)
    {
        foreach (var record in JsonRecords.Read(source.Utf8(), JsonRecords.LayoutOf(source.Head.Text)))
            yield return Read(source.Name, record, source.EncodingName);
    }

    /// <summary>One record, whatever brought it.</summary>
    /// <param name="file">Where it comes from, for people.</param>
    /// <param name="record">Its bytes.</param>
    /// <param name="encoding">What they were before they became UTF-8, for messages.</param>
    public static TranscriptRecord Read(string file, JsonRecord record, string encoding = "utf-8")
    {
        Conversation? conversation = null;
        var reason = BrokenJson.Reason(record) ?? TryParse(record, out conversation) ?? ConversationCheck.Problem(conversation!, encoding);
        return reason is null ? new Accepted(file, record.Line, conversation!) : new Rejected(file, record.Line, reason, record.Raw());
    }

    private static string? TryParse(JsonRecord record, out Conversation? conversation)
    {
        try
        {
            conversation = ConversationJson.Parse(record.Bytes.Span);
            return null;
        }
        catch (JsonException e)
        {
            conversation = null;
            return NativeComplaint.About(record, e);
        }
    }
}
