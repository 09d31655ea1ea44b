using QaAnalyzer.Conversations;
using QaAnalyzer.Learning.Moods;
using QaAnalyzer.Reviews;

namespace QaAnalyzer.App.Pages;

/// <summary>The mood line of a conversation, read again from its words: that takes less than a millisecond, so it is not stored.</summary>
internal sealed class MoodShelf(MoodReader? reader)
{
    /// <summary>Empty while the draft is hidden, for the mood would give it away, and where the sides may be exchanged.</summary>
    public ConversationMoods Of(Conversation conversation, ReviewForm? form) =>
        reader is null || form is not { IsBlind: false } || form.Analysis.Flags.Any(f => f.DoubtsSides) ? ConversationMoods.None : reader.Read(conversation);
}
