using QaAnalyzer.Conversations;

namespace QaAnalyzer.Signals.Timing.Overlaps;

/// <summary>One onset with what was said before, during and after it: all that cues look at.</summary>
internal sealed class OverlapScene(OverlapCall call, OverlapOnset onset)
{
    private int? _opening;
    private string? _floorTaking;

    public OverlapOnset Onset => onset;

    public OverlapWords Lists => call.Lists;

    public Utterance Incoming { get; } = call.Conversation.Utterances[onset.Incoming];

    public Utterance Floor { get; } = call.Conversation.Utterances[onset.Floor];

    public HeardWords IncomingWords { get; } = call.Words(onset.Incoming);

    public HeardWords FloorWords { get; } = call.Words(onset.Floor);

    /// <summary>What the floor's side says next, the side that came in says next and said before; null where nothing.</summary>
    public Neighbour? FloorNext { get; } = call.After(onset.Floor);

    public Neighbour? IncomingNext { get; } = call.After(onset.Incoming);

    public Neighbour? IncomingBefore { get; } = call.Before(onset.Incoming);

    public double IncomingSeconds => Clock.Between(onset.At, Incoming.End!.Value);

    /// <summary>Seconds from the floor's start to the onset.</summary>
    public double IntoFloor => Clock.Between(Floor.Start!.Value, onset.At);

    /// <summary>Seconds from the floor's end to its side's next words; endless when there are none.</summary>
    public double FloorPause => FloorNext is { } next ? Clock.Between(Floor.End!.Value, next.Start) : double.PositiveInfinity;

    /// <summary>Seconds from the end of the incoming utterance to its side's next words; endless when there are none.</summary>
    public double IncomingPause => IncomingNext is { } next ? Clock.Between(Incoming.End!.Value, next.Start) : double.PositiveInfinity;

    /// <summary>Seconds from the end of what the incoming side said before to the onset; endless when it had said nothing.</summary>
    public double SinceIncomingBefore => IncomingBefore is { } before ? Clock.Between(before.End, onset.At) : double.PositiveInfinity;

    /// <summary>Seconds of silence before the floor's utterance; 0 at the start of the call.</summary>
    public double SilenceBefore
    {
        get
        {
            var end = Math.Max(call.Before(onset.Floor)?.End ?? double.NegativeInfinity, IncomingBefore?.End ?? double.NegativeInfinity);
            return double.IsInfinity(end) ? 0 : Clock.Between(end, Floor.Start!.Value);
        }
    }

    /// <summary>0 when the incoming utterance is more than an acknowledgement, else its rank in <see cref="OverlapWords"/>.</summary>
    public int Acknowledgement { get; } = call.Acknowledgement(onset.Incoming);

    /// <summary>True when the floor was only an acknowledgement.</summary>
    public bool FloorOnlyAcknowledges { get; } = call.Acknowledgement(onset.Floor) > 0;

    public FloorEnding Ending { get; } = FloorEnding.Of(onset.Floor, call);

    /// <summary>Words with which the floor's side came back to what it had been saying; empty when it did not.</summary>
    public string CameBackWith { get; } = Resumption.Words(call, onset);

    /// <summary>How many words of acknowledgement open the incoming utterance.</summary>
    public int Opening => _opening ??= IncomingCues.Opening(this);

    /// <summary>Words with which the incoming utterance reaches for the floor; empty when it does not.</summary>
    public string FloorTaking => _floorTaking ??= IncomingCues.FloorTaking(this);

    public bool HasTag(OverlapTag tag) => call.HasTag(onset.Incoming, tag);

    public bool FloorProtestsNext => FloorNext is { } next && call.HasTag(next.Index, OverlapTag.CutOffProtest);
}

/// <summary>An utterance of the same side before or after.</summary>
internal sealed record Neighbour(int Index, double Start, double End, HeardWords Words, bool OnlyAcknowledges);
