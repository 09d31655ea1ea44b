namespace QaAnalyzer.Signals.Timing.Overlaps;

/// <summary>What an onset was, and how sure that is.</summary>
/// <param name="Kind">The verdict.</param>
/// <param name="Backchannel">Probability of a listening sign.</param>
/// <param name="Interruption">Probability that the floor was taken.</param>
/// <param name="Strengths">How strongly each cue of <see cref="OverlapCues.All"/> showed.</param>
internal sealed record OverlapVerdict(OverlapKind Kind, double Backchannel, double Interruption, double[] Strengths)
{
    /// <summary>
    /// A listening sign where that is likely enough, else an interruption where that is, else neither. In this order, because nobody takes the
    /// floor with "mm-hmm", even when the floor's sentence ends there.
    /// </summary>
    public static OverlapVerdict Of(OverlapScene scene, OverlapModel model)
    {
        var strengths = new double[OverlapCues.All.Count];
        for (var i = 0; i < strengths.Length; i++) strengths[i] = OverlapCues.All[i].Strength(scene);
        var (backchannel, interruption) = (model.Backchannel.Probability(strengths), model.Interruption.Probability(strengths));
        var by = scene.Incoming.Speaker;
        var kind = backchannel >= model.Backchannel.AtLeast(by) ? OverlapKind.Backchannel
            : interruption >= model.Interruption.AtLeast(by) ? OverlapKind.Interruption
            : Neither(scene);
        return new(kind, backchannel, interruption, strengths);
    }

    private static OverlapKind Neither(OverlapScene scene)
    {
        if (TimingCues.GoesOn(scene)) return OverlapKind.OwnWordsGoOn;
        if (scene.IntoFloor < TimingCues.TogetherAtStart) return OverlapKind.SimultaneousStart;
        if (IncomingCues.IsEcho(scene)) return OverlapKind.Echo;
        if (Completion.IsOffered(scene)) return OverlapKind.CooperativeCompletion;
        if (scene.Onset.FloorRest < TimingCues.Soon && !scene.Ending.IsUnfinished) return OverlapKind.TerminalOverlap;
        return OverlapKind.Undecided;
    }
}

/// <summary>Verdicts; the first two are tags, the others are said in the reason of <c>overlap</c>.</summary>
internal enum OverlapKind
{
    /// <summary>A listening sign.</summary>
    Backchannel,

    /// <summary>Takes the floor.</summary>
    Interruption,

    /// <summary>The floor was about to end, as in ordinary turn-taking.</summary>
    TerminalOverlap,

    /// <summary>Both started at once.</summary>
    SimultaneousStart,

    /// <summary>Gives the floor the word it looks for.</summary>
    CooperativeCompletion,

    /// <summary>Repeats what the floor dictates.</summary>
    Echo,

    /// <summary>The side that "came in" was speaking already.</summary>
    OwnWordsGoOn,

    /// <summary>Both speak and neither gives way to the other.</summary>
    Undecided,
}
