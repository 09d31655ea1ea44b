using System.Globalization;
using QaAnalyzer.Conversations;
using QaAnalyzer.Signals.Text.Tagging;

namespace QaAnalyzer.Learning.Moods;

/// <summary>Labelled utterances as lessons: the one review is the mood plus 1, the group is what must stay in one fold.</summary>
internal static class MoodLessons
{
    private static readonly ulong Bad = MaskOf("negative-emotion", "escalation", "cut-off-protest", "repeat-contact", "unresolved");
    private static readonly ulong Good = MaskOf("gratitude", "resolved");

    /// <exception cref="FormatException">A label names something that is no customer's utterance with words.</exception>
    public static IReadOnlyList<Lesson> Of(IReadOnlyList<Conversation> conversations, IReadOnlyList<MoodGold> gold)
    {
        var moods = gold.ToLookup(g => g.Conversation, StringComparer.Ordinal);
        var reading = new MoodReading();
        var lessons = new List<Lesson>();
        foreach (var conversation in conversations)
        {
            var open = moods[conversation.Id].ToDictionary(g => g.Utterance, g => g.Mood);
            reading.Read(conversation, i =>
            {
                if (open.Remove(i, out var mood))
                    lessons.Add(Lesson(string.Create(CultureInfo.InvariantCulture, $"{conversation.Id} {i:000000}"), conversation.Id, reading, mood));
            });
            if (open.Count > 0) throw new FormatException($"{conversation.Id}: utterance {open.Keys.Min()} has a label but is not a customer's utterance with words");
        }

        var known = conversations.Select(c => c.Id).ToHashSet(StringComparer.Ordinal);
        return gold.FirstOrDefault(g => !known.Contains(g.Conversation)) is { } stray
            ? throw new FormatException($"There are labels for {stray.Conversation}, which is not among the conversations")
            : lessons;
    }

    /// <summary>
    /// The tagger's rows: feeling, threats, protests and what is still broken are dissatisfied, thanks and solved matters satisfied, the rest
    /// neutral. What is both is dissatisfied: thanks beside a complaint is manners. Rows of one file stay together.
    /// </summary>
    public static IReadOnlyList<Lesson> Of(IEnumerable<TrainingRow> rows)
    {
        var reading = new MoodReading();
        return [.. rows.Where(r => r.Speaker == Speaker.Customer && !string.IsNullOrWhiteSpace(r.Text)).Select(row =>
        {
            reading.ReadAlone(row.Text, row.Context);
            return Lesson(row.Id, row.Source, reading, (row.Tags & Bad) != 0 ? Mood.Dissatisfied : (row.Tags & Good) != 0 ? Mood.Satisfied : Mood.Neutral);
        })];
    }

    private static Lesson Lesson(string id, string group, MoodReading reading, Mood mood) => new()
    {
        Conversation = id,
        Group = group,
        Circumstances = [.. reading.Numbers],
        Tags = [],
        Grams = reading.Grams.ToArray(),
        Reviews = [[(int)mood + 1]],
    };

    private static ulong MaskOf(params string[] tags) => tags.Aggregate(0ul, (mask, tag) => mask | (1ul << TagMask.IndexOf(tag)));
}
