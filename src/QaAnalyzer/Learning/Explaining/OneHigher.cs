using QaAnalyzer.Signals;

namespace QaAnalyzer.Learning.Explaining;

/// <summary>
/// The fewest changes of signals after which the scorer would give one more. It says what goes with higher scores, not what causes them.
/// Reused; not thread-safe.
/// </summary>
internal sealed class OneHigher(ScorerModel model, TagSlopes slopes)
{
    private readonly Strongest _candidates = new();
    private readonly double[] _changed = new double[model.Columns];

    /// <param name="impression">What the scorer makes of the conversation that <paramref name="score"/> comes from.</param>
    /// <param name="score">What the scorer gives.</param>
    /// <param name="criterion">For which criterion.</param>
    public Sentence Of(Impression impression, int score, int criterion)
    {
        if (score == OrdinalTarget.Scores) return Sentence.Empty;
        FindCandidates(criterion);
        impression.Outputs.CopyTo(_changed, 0);
        for (var c = 0; c < _candidates.Kept.Length; c++)
        {
            var tag = _candidates.Kept[c].Number;
            slopes.AddChange(tag, Changed(tag), _changed);
            var probabilities = model.Probabilities(_changed, criterion);
            if (LearnedScorer.ScoreOf(probabilities) > score) return Higher(score + 1, _candidates.Kept[..(c + 1)]);
        }

        return new(
            $"单靠标签的变化到不了 {score + 1} 分，主要看所说的内容和客户的结束语",
            $"no change of {Strongest.Most} signals alone makes it a {score + 1}: what is said, above all at the end, decides");
    }

    /// <summary>Tags in the order of what their change would add.</summary>
    private void FindCandidates(int criterion)
    {
        _candidates.Clear();
        for (var t = 0; t < TagVocabulary.Text.Count; t++)
        {
            if (!slopes.IsActive(t)) continue;
            var points = slopes.PointsOfChange(t, Changed(t), criterion);
            if (points > 0) _candidates.Add(new(ContributionKind.Tag, t, points));
        }
    }

    private Sentence Higher(int score, ReadOnlySpan<Contribution> changes)
    {
        var (zh, en) = ("", "");
        foreach (var change in changes)
        {
            var name = NameOf(change.Number);
            (zh, en) = zh.Length == 0 ? (name.Zh, name.En) : ($"{zh}、{name.Zh}", $"{en}, {name.En}");
        }

        return new($"模型给 {score} 分的情形：{zh}", $"the model would say {score} with {en}");
    }

    /// <summary>What is absent would stand in the last utterance; what is there would be gone.</summary>
    private double Changed(int tag) => slopes.IsThere(tag) ? 0 : 1;

    private Sentence NameOf(int tag)
    {
        var name = TagNames.Of(TagVocabulary.Text[tag]);
        return slopes.IsThere(tag) ? new($"没有「{name.Zh}」", $"no {name.En}") : new($"最后有「{name.Zh}」", $"{name.En} at the end");
    }
}
