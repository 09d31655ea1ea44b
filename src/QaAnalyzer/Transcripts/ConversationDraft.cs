using QaAnalyzer.Conversations;

namespace QaAnalyzer.Transcripts;

/// <summary>One utterance as a format states it.</summary>
/// <param name="Label">Who speaks in the words of the file (a name, a channel, <c>speaker 0</c>); null when the file does not say.</param>
/// <param name="Role">The side, where the format states it.</param>
internal readonly record struct DraftUtterance(string? Label, Speaker? Role, string Text, double? Start, double? End);

/// <summary>A conversation while a reader fills it in. The first problem decides; what follows it is ignored.</summary>
internal sealed class ConversationDraft(string file, long line)
{
    // Beyond any real conversation; keeps a damaged file (one id on every row) from filling the memory.
    private const int MostUtterances = 1_000_000;

    private long? refusedAt;

    public string? Id { get; set; }

    public Channel? Channel { get; set; }

    public string? Language { get; set; }

    public DateTimeOffset? StartedAt { get; set; }

    public string? Queue { get; set; }

    public double? RingSeconds { get; set; }

    public double? DurationSeconds { get; set; }

    public Party? Agent { get; set; }

    public Party? Customer { get; set; }

    public List<DraftUtterance> Utterances { get; } = [];

    public List<SilentSpan> Silences { get; } = [];

    public List<ConversationFlag> Flags { get; } = [];

    public string? Problem { get; private set; }

    public void Refuse(string reason) => Problem ??= reason;

    /// <summary>Names the line a problem was met at, where a record spans many; the first call after it counts.</summary>
    public void RefusedAt(long at)
    {
        if (Problem is not null) refusedAt ??= at;
    }

    public void Add(DraftUtterance utterance)
    {
        if (Utterances.Count < MostUtterances) Utterances.Add(utterance);
        else Refuse($"expected at most {MostUtterances} utterances in one conversation");
    }

    /// <summary>Adds an utterance at a moment; the first moment starts the conversation unless a start is stated.</summary>
    public void AddAt(DateTimeOffset moment, DraftUtterance utterance)
    {
        StartedAt ??= moment;
        Add(utterance with { Start = (moment - StartedAt.Value).TotalSeconds });
    }

    /// <summary>Settles who is the agent, checks, and gives the record.</summary>
    /// <param name="raw">The record as it came; only called for a rejection.</param>
    public TranscriptRecord Finish(TranscriptSource source, TranscriptOptions options, Func<string> raw) =>
        Finish(source.DefaultId, source.EncodingName, options, raw);

    /// <summary>The same for what comes from no file.</summary>
    /// <param name="defaultId">The id where there is none.</param>
    /// <param name="encoding">What it was before it became text, for messages.</param>
    public TranscriptRecord Finish(string defaultId, string encoding, TranscriptOptions options, Func<string> raw)
    {
        Channel ??= options.Channel ?? Conversations.Channel.Call;
        var speakers = Problem is null ? SpeakerRoles.Assign(this, options) : [];
        if (Problem is not null) return Reject(Problem, raw);
        var conversation = new Conversation
        {
            Id = string.IsNullOrWhiteSpace(Id) ? defaultId : Id,
            Channel = Channel.Value,
            Language = string.IsNullOrWhiteSpace(Language) ? null : Language,
            StartedAt = StartedAt,
            Queue = Queue,
            RingSeconds = RingSeconds,
            DurationSeconds = DurationSeconds,
            Agent = Agent,
            Customer = Customer,
            Utterances = [.. Utterances.Select((u, i) => new Utterance { Speaker = speakers[i], Text = u.Text, Start = u.Start, End = u.End })],
            Silences = Silences.Count > 0 ? Silences : null,
            Flags = Flags,
        };
        return ConversationCheck.Problem(conversation, encoding) is { } problem ? Reject(problem, raw) : new Accepted(file, line, conversation);
    }

    private Rejected Reject(string reason, Func<string> raw) => new(file, refusedAt ?? line, reason, raw());
}
