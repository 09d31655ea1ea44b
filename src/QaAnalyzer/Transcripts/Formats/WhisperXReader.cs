using QaAnalyzer.Conversations;
using QaAnalyzer.Transcripts.Json;

namespace QaAnalyzer.Transcripts.Formats;

/// <summary>WhisperX and Whisper output: <c>segments</c> with times in seconds, with a speaker when diarised.</summary>
internal sealed class WhisperXReader : JsonTranscriptReader
{
    public override string Format => "whisperx";

    protected override bool Recognises(JsonShape shape) => shape.HasAll("segments.text", "segments.start");

    protected override void Read(JsonField root, ConversationDraft draft, TranscriptOptions options)
    {
        draft.Channel = Channel.Call;
        draft.Language = root["language"].Text();
        foreach (var utterance in Segments.Read(root["segments"])) draft.Add(utterance);
    }
}
