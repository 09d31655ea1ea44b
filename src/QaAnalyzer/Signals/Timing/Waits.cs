using QaAnalyzer.Conversations;

namespace QaAnalyzer.Signals.Timing;

/// <summary>
/// How long a customer waited for the agent's words. A side's messages in a row are one turn. In chats and e-mails only opening hours count
/// (where the site states them and the start is known), and time in a queue is nobody's reply time. In calls an announced silence is a hold
/// and no reply time.
/// </summary>
internal sealed class Waits
{
    private readonly AnalysisContext _context;
    private readonly OpeningHours? _hours;
    private readonly List<QueueWait> _queues = [];
    private readonly IReadOnlyList<SilenceEntry> _announced = [];

    public Waits(AnalysisContext context)
    {
        _context = context;
        var conversation = context.Conversation;
        if (conversation.Channel != Channel.Call) _hours = context.Site.Hours.Of(conversation.Queue);
        if (conversation.Channel == Channel.Call)
            _announced = [.. context.Silences.Entries.Where(s => s.Cause is SilenceCause.AnnouncedHold or SilenceCause.SystemLookup)];
        Replies = [.. RepliesOf(context.Timeline.Turns)];
    }

    /// <summary>Customer turns that the agent answered; only where the times are known.</summary>
    public IReadOnlyList<Reply> Replies { get; }

    /// <summary>Waits for an agent to join, in order.</summary>
    public IReadOnlyList<QueueWait> Queues => _queues;

    /// <summary>True when only time within opening hours was counted.</summary>
    public bool CountsOpeningHours => _hours is not null && _context.Conversation.StartedAt is not null;

    /// <summary>True when the site states opening hours that could not be applied, because the transcript has no start time.</summary>
    public bool LacksStart => _hours is not null && _context.Conversation.StartedAt is null;

    /// <summary>Seconds of waiting between two seconds of the conversation.</summary>
    public double Between(double from, double to)
    {
        if (to <= from) return 0;
        return _hours is { } hours && _context.Conversation.StartedAt is { } start
            ? hours.SecondsOpen(start.AddSeconds(from), start.AddSeconds(to))
            : Math.Round(to - from, 6);
    }

    /// <summary>
    /// From what the wait for the agent's utterance counts: what the customer asked, an agent's joining after it, or a bot's last words when
    /// these come before the agent's first. Null while the customer was in a queue and nothing says when the agent came.
    /// </summary>
    public int? WaitsSince(int first, int asked, int answered)
    {
        if (_context.Conversation.Channel == Channel.Call) return asked;
        var isFirst = _context.Agent[0] == answered;
        var (since, queue) = (asked, -1);
        for (var i = MachinesFrom(first); i < answered; i++)
        {
            if (!IsMachine(i)) continue;
            var meaning = _context.Words[i];
            if (meaning.Has(Spoken.Queue)) queue = i;
            else if (meaning.Has(Spoken.Joined)) (since, queue) = (Math.Max(since, i), -1);
            if (isFirst && _context.Conversation.Utterances[i].Speaker == Speaker.Bot) since = Math.Max(since, i);
        }

        return queue >= 0 ? null : since;
    }

    /// <summary>The second at which an utterance was over; a message is over when it is sent.</summary>
    public double? EndOf(int utterance) => _context.Conversation.Utterances[utterance].End ?? _context.Conversation.Utterances[utterance].Start;

    /// <summary>The customer's message bursts of a turn: first and last utterance of each.</summary>
    public IEnumerable<(int First, int Last)> BurstsOf(Turn turn)
    {
        var first = turn.Utterances[0];
        for (var i = 0; i + 1 < turn.Utterances.Count; i++)
        {
            if (!(_context.Conversation.Utterances[turn.Utterances[i + 1]].Start - EndOf(turn.Utterances[i]) > _context.Thresholds.BurstSeconds)) continue;
            yield return (first, turn.Utterances[i]);
            first = turn.Utterances[i + 1];
        }

        yield return (first, turn.Utterances[^1]);
    }

    /// <summary>A bare "ok" lets the agent go on; nobody waits for an answer to it.</summary>
    public bool ExpectsReply(Turn turn) => turn.Utterances.Any(u => !ListeningWords.IsListeningSign(_context.Conversation.Utterances[u].Text));

    private IEnumerable<Reply> RepliesOf(IReadOnlyList<Turn> turns)
    {
        for (var t = 1; t < turns.Count; t++)
        {
            if (turns[t].Speaker != Speaker.Agent || turns[t - 1].Speaker != Speaker.Customer || !ExpectsReply(turns[t - 1])) continue;
            var answered = turns[t].Utterances[0];
            NoteQueues(turns[t - 1].Utterances[0], answered);

            // The wait starts at the customer's first pause, not at every "hello?" sent while waiting.
            var asked = BurstsOf(turns[t - 1]).First().Last;
            if (WaitsSince(turns[t - 1].Utterances[0], asked, answered) is not { } since) continue;
            if (EndOf(since) is not { } from || _context.Conversation.Utterances[answered].Start is not { } at) continue;
            yield return new(asked, since, answered, Math.Round(Between(from, at) - AnnouncedBetween(from, at), 6));
        }
    }

    /// <summary>Silence of a call that the agent had announced: the customer waits for its end, and it is judged as a hold.</summary>
    private double AnnouncedBetween(double from, double to)
    {
        double seconds = 0;
        foreach (var silence in _announced) seconds += Math.Max(0, Math.Min(to, silence.To) - Math.Max(from, silence.From));
        return seconds;
    }

    private void NoteQueues(int first, int answered)
    {
        if (_context.Conversation.Channel == Channel.Call) return;
        var notice = -1;
        for (var i = MachinesFrom(first); i <= answered; i++)
        {
            var meaning = i == answered ? Spoken.Joined : IsMachine(i) ? _context.Words[i] : Spoken.Nothing;
            if (meaning.Has(Spoken.Queue) && notice < 0) notice = i;
            if (!meaning.Has(Spoken.Joined) || notice < 0) continue;
            if (_context.Conversation.Utterances[notice].Start is { } from && _context.Conversation.Utterances[i].Start is { } to)
                _queues.Add(new(notice, i, Math.Max(0, Math.Round(to - from, 6))));
            notice = -1;
        }
    }

    /// <summary>A queue notice may stand before the customer's first words.</summary>
    private int MachinesFrom(int asked)
    {
        while (asked > 0 && IsMachine(asked - 1)) asked--;
        return asked;
    }

    private bool IsMachine(int utterance) => _context.Conversation.Utterances[utterance].Speaker is Speaker.Bot or Speaker.System;
}

/// <summary>The agent's utterance that answered the customer's.</summary>
/// <param name="Asked">Index of the customer's utterance.</param>
/// <param name="Since">Index of the utterance from whose end the wait counts.</param>
/// <param name="Answered">Index of the agent's utterance.</param>
/// <param name="Seconds">How long the customer waited.</param>
internal readonly record struct Reply(int Asked, int Since, int Answered, double Seconds);

/// <summary>A wait in a queue: from the notice to the agent's joining or, where nothing tells of it, first words.</summary>
internal readonly record struct QueueWait(int Notice, int Joined, double Seconds);
