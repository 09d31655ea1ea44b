using QaAnalyzer.Conversations;
using QaAnalyzer.Transcripts.Json;

namespace QaAnalyzer.Transcripts.Formats;

/// <summary>FunASR results: <c>sentence_info</c> with times in milliseconds and a speaker number; a list of results, or a bare list of sentences.</summary>
internal sealed class FunAsrReader : JsonTranscriptReader
{
    public override string Format => "funasr";

    protected override bool Recognises(JsonShape shape) => shape.Has("sentence_info") || IsBareList(shape);

    protected override JsonLayout Layout(TranscriptHead head) => IsBareList(head.Shape) ? JsonLayout.Whole : base.Layout(head);

    protected override void Read(JsonField root, ConversationDraft draft, TranscriptOptions options)
    {
        draft.Channel = Channel.Call;

        // FunASR makes up a key for audio that came without a name.
        draft.Id = root["key"].Text() is { } key && !key.StartsWith("rand_key", StringComparison.Ordinal) ? key : null;
        foreach (var sentence in (root.IsArray ? root : root["sentence_info"]).Items())
            draft.Add(new(SpeakerLabel.Of(sentence["spk"]), null, sentence["text"].Text() ?? "", sentence["start"].Millis(), sentence["end"].Millis()));
    }

    private static bool IsBareList(JsonShape shape) => shape.HasAll("text", "spk", "start");
}
