using QaAnalyzer.Conversations;

namespace QaAnalyzer.Signals.Timing.Overlaps;

/// <summary>What the text detector said, and whose side it is: agents are trained to let customers finish, customers are not.</summary>
internal static class TagCues
{
    public static IReadOnlyList<OverlapCue> All { get; } =
    [
        new("agent-listens-in-words", s => (s.Acknowledgement is 0 or OverlapWords.Reacting) && s.HasTag(OverlapTag.ActiveListening), "客服的话请对方继续", "the agent's words ask to go on"),
        new("agent-cuts-in-in-words", s => s.HasTag(OverlapTag.CutIn), "客服的话抢过话头", "the agent's words take the floor"),
        new("customer-protests", s => s.FloorProtestsNext, "客户随后抗议被打断", "the customer then protests at being cut off"),
        new("customer-protests-now", s => s.HasTag(OverlapTag.CutOffProtest), "客户要求让自己说完", "the customer asks to be heard"),
        new("customer-confirms", ConfirmsAtEnd, "客户在回答客服的提问或核对", "the customer answers what the agent was asking or reading out"),
    ];

    /// <summary>A customer who says "yes" into the end of a finished question answers it.</summary>
    private static bool ConfirmsAtEnd(OverlapScene scene) =>
        scene.Incoming.Speaker == Speaker.Customer
        && scene.Acknowledgement == OverlapWords.Agreeing
        && scene.Ending.Kind == EndingKind.Finished
        && scene.Onset.FloorRest < TimingCues.NearEnd
        && FloorEnding.IsQuestion(scene.Floor.Text);
}
