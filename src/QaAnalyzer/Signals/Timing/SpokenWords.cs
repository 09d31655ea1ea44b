using QaAnalyzer.Conversations;

namespace QaAnalyzer.Signals.Timing;

/// <summary>What each utterance says about the silence after it: from the tags, and from the cues where someone asks (most utterances are never asked for).</summary>
internal sealed class SpokenWords
{
    private static readonly (string Tag, Spoken Meaning)[] Tags =
    [
        ("hold-notice", Spoken.HoldNotice),
        ("transfer-notice", Spoken.HoldNotice),
        ("hold-return", Spoken.HoldReturn),
        ("probing-question", Spoken.Question),
        ("identity-check", Spoken.Question),
        ("restate-confirm", Spoken.Question),
        ("closing-check", Spoken.Question),
        ("offer-help", Spoken.Question),
        ("farewell", Spoken.Task),
    ];

    private readonly AnalysisContext _context;
    private readonly Spoken[] _meanings;

    public SpokenWords(AnalysisContext context)
    {
        _context = context;
        _meanings = new Spoken[context.Conversation.Utterances.Count];
        foreach (var (tag, meaning) in Tags)
        {
            foreach (var signal in context.Signals.Of(tag)) _meanings[signal.Utterance] |= meaning;
        }
    }

    /// <summary>The tags of the words that explain a silence.</summary>
    public static IReadOnlyList<string> TagNames { get; } = [.. Tags.Select(t => t.Tag)];

    public Spoken this[int utterance]
    {
        get
        {
            if (!_meanings[utterance].Has(Spoken.Known)) _meanings[utterance] |= Spoken.Known | Read(_context.Conversation.Utterances[utterance]);
            return _meanings[utterance];
        }
    }

    private Spoken Read(Utterance utterance)
    {
        var cues = _context.Site.WaitingCues.In(utterance.Text, utterance.Speaker == Speaker.Bot ? Speaker.System : utterance.Speaker);

        // A bot's "at your service" brings no agent.
        if (utterance.Speaker == Speaker.Bot) return cues & ~Spoken.Joined;
        if (utterance.Speaker == Speaker.System) return cues;
        if (utterance.Speaker == Speaker.Agent && IsQuestion(utterance.Text)) cues |= Spoken.Question;
        if (utterance.Speaker == Speaker.Customer && TrailsOff(utterance.Text)) cues |= Spoken.Unfinished;
        return cues == Spoken.Nothing && ListeningWords.IsListeningSign(utterance.Text) ? Spoken.Listening : cues;
    }

    private static bool IsQuestion(string text)
    {
        var end = text.AsSpan().TrimEnd(" 。.!！~～");
        return end.EndsWith('?') || end.EndsWith('？') || end.EndsWith('吗') || end.EndsWith("嗎");
    }

    private static bool TrailsOff(string text)
    {
        var end = text.AsSpan().TrimEnd();
        return end.EndsWith('，') || end.EndsWith(',') || end.EndsWith('、') || end.EndsWith('…') || end.EndsWith("...");
    }
}
