using QaAnalyzer.Conversations;
using QaAnalyzer.Transcripts.Json;

namespace QaAnalyzer.Transcripts.Formats;

/// <summary>Responses of Deepgram's pre-recorded speech recognition.</summary>
internal sealed class DeepgramReader : JsonTranscriptReader
{
    public override string Format => "deepgram";

    protected override bool Recognises(JsonShape shape) => shape.Has("results.channels") || shape.Has("results.utterances");

    protected override void Read(JsonField root, ConversationDraft draft, TranscriptOptions options)
    {
        draft.Channel = Channel.Call;
        draft.Language = root["results"]["channels"].First()["detected_language"].Text();
        draft.DurationSeconds = root["metadata"]["duration"].Number();
        foreach (var utterance in Deepgram.Utterances(root["results"])) draft.Add(utterance);
    }
}
