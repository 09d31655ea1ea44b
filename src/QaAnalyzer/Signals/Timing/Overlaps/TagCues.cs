using QaAnalyzer.Conversations;

namespace QaAnalyzer.Signals.Timing.Overlaps;

/// <summary>What the text detector said, and whose side it is: agents are trained to let customers finish, customers are not.</summary>
internal static class TagCues
{
    public static IReadOnlyList<OverlapCue> All { get; } =
    [
        new("agent-listens-in-words", s => (s.Acknowledgement is 0 or OverlapWords.Reacting) && s.HasTag(OverlapTag.ActiveListening), "the agent's words ask to go on"),
        new("agent-cuts-in-in-words", s => s.HasTag(OverlapTag.CutIn), "the agent's words take the floor"),
        new("customer-protests", s => s.FloorProtestsNext, "the customer then protests at being cut off"),
        new("customer-protests-now", s => s.HasTag(OverlapTag.CutOffProtest), "the customer asks to be heard"),
        new("customer-confirms", ConfirmsAtEnd, "the customer answers what the agent was asking or reading out"),
    ];

    /// <summary>A customer who says "yes" into the end of a finished question answers it.</summary>
    private static bool ConfirmsAtEnd(OverlapScene scene) =>
        scene.Incoming.Speaker == Speaker.Customer
        && scene.Acknowledgement == OverlapWords.Agreeing
        && scene.Ending.Kind == EndingKind.Finished
        && scene.Onset.FloorRest < TimingCues.NearEnd
        && FloorEnding.IsQuestion(scene.Floor.Text);
}
