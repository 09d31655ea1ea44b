using QaAnalyzer.Conversations;
using QaAnalyzer.Transcripts.Files;

namespace QaAnalyzer.Transcripts.Formats;

/// <summary>A subtitle file is one call.</summary>
internal abstract class SubtitleReader : ITranscriptReader
{
    public abstract string Format { get; }

    public abstract bool Recognises(TranscriptHead head);

    public IEnumerable<TranscriptRecord> Read(TranscriptSource source, TranscriptOptions options)
    {
        var draft = new ConversationDraft(source.Name, 1) { Channel = options.Channel ?? Channel.Call };
        var text = TextDocument.Read(source, draft);
        var cues = Cue.Parse(text, draft).Select(Plain).ToList();
        foreach (var utterance in new CueSpeakers(cues, options).Read(cues)) draft.Add(utterance);
        yield return draft.Finish(source, options, () => TextDocument.Raw(text));
    }

    /// <summary>The cue without the markup of its format, voices turned into <c>Name: text</c>.</summary>
    protected abstract Cue Plain(Cue cue);
}
