namespace QaAnalyzer.Signals.Text.Tagging;

/// <summary>From feature weights to the words that speak most for a tag. Reused; not thread-safe.</summary>
internal sealed class Explaining
{
    private readonly List<PlacedWeight> _features = [];
    private double[] _units = new double[256];

    public void Clear() => _features.Clear();

    /// <summary>Adds a feature that covers units first to last, or -1 for the whole utterance. Features of one place count as one.</summary>
    public void Add(int first, int last, double weight)
    {
        for (var i = _features.Count - 1; i >= 0 && _features[i].First == first; i--)
        {
            if (_features[i].Last != last) continue;
            _features[i] = new(first, last, _features[i].Weight + weight);
            return;
        }

        _features.Add(new(first, last, weight));
    }

    /// <param name="text">Normalised text.</param>
    /// <param name="units">Its units.</param>
    /// <param name="most">Features to name.</param>
    public TagExplanation Explain(NormalizedText text, Tokens units, int most)
    {
        var (first, last) = StrongestRun(units.Count);
        var parts = new List<ExplainedPart>(Math.Min(most, _features.Count));
        for (var i = 0; i < most && i < _features.Count; i++)
        {
            BringStrongestTo(i);
            parts.Add(new(Words(text, units, _features[i]), Math.Round(_features[i].Weight, 3)));
        }

        return first < 0 ? new(0, 0, parts) : new(units[first].Start, units[last].End, parts);
    }

    /// <summary>Few are named of many, so the strongest are picked and the rest is never sorted.</summary>
    private void BringStrongestTo(int place)
    {
        var strongest = place;
        for (var i = place + 1; i < _features.Count; i++)
        {
            if (IsStronger(_features[i], _features[strongest])) strongest = i;
        }

        (_features[place], _features[strongest]) = (_features[strongest], _features[place]);
    }

    /// <summary>Equal weights: the earlier place.</summary>
    private static bool IsStronger(PlacedWeight a, PlacedWeight b)
    {
        var larger = Math.Abs(a.Weight).CompareTo(Math.Abs(b.Weight));
        if (larger != 0) return larger > 0;
        return a.First != b.First ? a.First < b.First : a.Last < b.Last;
    }

    /// <summary>A feature speaks for all its units alike; the run of units with the largest sum is the place (Kadane's algorithm).</summary>
    private (int First, int Last) StrongestRun(int count)
    {
        if (_units.Length < count) _units = new double[count * 2];
        _units.AsSpan(0, count).Clear();
        foreach (var (first, last, weight) in _features)
        {
            for (var i = Math.Max(0, first); i <= last; i++) _units[i] += weight / (last - first + 1);
        }

        var (best, bestFirst, bestLast, sum, from) = (0.0, -1, -1, 0.0, 0);
        for (var i = 0; i < count; i++)
        {
            if (sum <= 0) (sum, from) = (0, i);
            sum += _units[i];
            if (sum > best) (best, bestFirst, bestLast) = (sum, from, i);
        }

        return (bestFirst, bestLast);
    }

    private static string Words(NormalizedText text, Tokens units, PlacedWeight feature) =>
        feature.First < 0 ? "" : text.Chars[units[feature.First].Start..units[feature.Last].End].ToString();

    private readonly record struct PlacedWeight(int First, int Last, double Weight);
}
