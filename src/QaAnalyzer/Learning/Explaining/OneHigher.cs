using QaAnalyzer.Learning.Features;
using QaAnalyzer.Signals;

namespace QaAnalyzer.Learning.Explaining;

/// <summary>The fewest changes of signals after which the scorer would give one more. It says what goes with higher scores, not what causes them.</summary>
internal static class OneHigher
{
    private const int MostChanges = 3;

    public static Sentence Of(ScorerModel model, ConversationReading reading, TagSlopes slopes, double[] outputs, int criterion)
    {
        var score = LearnedScorer.ScoreOf(model.Probabilities(outputs, criterion));
        if (score == OrdinalTarget.Scores) return Sentence.Empty;
        var changed = outputs.ToArray();
        var names = new List<Sentence>();
        foreach (var tag in Candidates(model, reading, slopes, criterion))
        {
            slopes.AddChange(tag, Changed(reading, tag), changed);
            names.Add(NameOf(reading, tag));
            if (LearnedScorer.ScoreOf(model.Probabilities(changed, criterion)) <= score) continue;
            return new(
                $"模型给 {score + 1} 分的情形：{string.Join('、', names.Select(n => n.Zh))}",
                $"the model would say {score + 1} with {string.Join(", ", names.Select(n => n.En))}");
        }

        return new($"单靠标签的变化到不了 {score + 1} 分，主要看所说的内容和客户的结束语", $"no change of {MostChanges} signals alone makes it a {score + 1}: what is said, above all at the end, decides");
    }

    /// <summary>Tags in the order of what their change would add.</summary>
    private static IEnumerable<int> Candidates(ScorerModel model, ConversationReading reading, TagSlopes slopes, int criterion) => Enumerable.Range(0, TagVocabulary.Text.Count)
        .Where(t => model.Scale.Tags[t].Factor > 0)
        .Select(t => (Tag: t, Points: slopes.PointsOfChange(t, Changed(reading, t), criterion)))
        .Where(c => c.Points > 0)
        .OrderByDescending(c => c.Points).ThenBy(c => c.Tag)
        .Take(MostChanges)
        .Select(c => c.Tag);

    /// <summary>What is absent would stand in the last utterance; what is there would be gone.</summary>
    private static double Changed(ConversationReading reading, int tag) => reading.Tags[tag] > 0 ? 0 : 1;

    private static Sentence NameOf(ConversationReading reading, int tag)
    {
        var name = TagNames.Of(TagVocabulary.Text[tag]);
        return reading.Tags[tag] > 0 ? new($"没有「{name.Zh}」", $"no {name.En}") : new($"最后有「{name.Zh}」", $"{name.En} at the end");
    }
}
