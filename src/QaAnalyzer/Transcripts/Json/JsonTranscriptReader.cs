using System.Text.Json;
using System.Text.Unicode;

namespace QaAnalyzer.Transcripts.Json;

/// <summary>Shared by the formats of other vendors: one JSON value (alone, in an array, or one a line) is one conversation.</summary>
internal abstract class JsonTranscriptReader : ITranscriptReader
{
    public abstract string Format { get; }

    public bool Recognises(TranscriptHead head) => Recognises(head.Shape);

    public IEnumerable<TranscriptRecord> Read(TranscriptSource source, TranscriptOptions options)
    {
        var count = 0;
        foreach (var record in JsonRecords.Read(source.Utf8(), Layout(source.Head)))
        {
            count++;
            var draft = new ConversationDraft(source.Name, record.Line);
            using var document = BrokenJson.TryParse(record, draft);
            if (document is not null) Fill(draft, document.RootElement, options);
            if (draft.Id is null && count > 1) draft.Id = $"{source.DefaultId}#{count}";
            yield return draft.Finish(source, options, record.Raw);
        }
    }

    protected abstract bool Recognises(JsonShape shape);

    /// <summary>Fills in one conversation; an id left out becomes the file's name.</summary>
    protected abstract void Read(JsonField root, ConversationDraft draft, TranscriptOptions options);

    protected virtual JsonLayout Layout(TranscriptHead head) => JsonRecords.LayoutOf(head.Text);

    private void Fill(ConversationDraft draft, JsonElement root, TranscriptOptions options) => Read(new(root, "", draft), draft, options);
}
