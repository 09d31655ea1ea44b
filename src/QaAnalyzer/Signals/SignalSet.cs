using System.Collections;

namespace QaAnalyzer.Signals;

/// <summary>The signals of one conversation in the order they were found, with quick questions by tag and utterance.</summary>
public sealed class SignalSet : IReadOnlyCollection<Signal>
{
    private const int FewSignals = 50;

    private readonly List<Signal> _all = [];
    private readonly Dictionary<string, List<Signal>> _byTag = new(StringComparer.Ordinal);

    public int Count => _all.Count;

    public void Add(Signal signal)
    {
        _all.Add(signal);
        if (!_byTag.TryGetValue(signal.Tag, out var list)) _byTag.Add(signal.Tag, list = []);
        list.Add(signal);
    }

    /// <summary>A set of its own with the same signals.</summary>
    public static SignalSet Of(SignalSet signals)
    {
        var copy = new SignalSet();
        foreach (var signal in signals._all) copy.Add(signal);
        return copy;
    }

    /// <summary>Takes back what a detector added before it failed.</summary>
    public void Truncate(int count)
    {
        foreach (var signal in _all.Skip(count)) _byTag[signal.Tag].Remove(signal);
        _all.RemoveRange(count, _all.Count - count);
    }

    public IReadOnlyList<Signal> Of(string tag) => _byTag.TryGetValue(tag, out var list) ? list : [];

    public IEnumerable<Signal> Of(IEnumerable<string> tags) => tags.SelectMany(Of);

    public bool Has(int utterance, string tag)
    {
        foreach (var signal in Of(tag))
        {
            if (signal.Utterance == utterance) return true;
        }

        return false;
    }

    /// <summary>All signals by utterance, then place, then tag: the order in which they are shown and stored.</summary>
    public IReadOnlyList<Signal> InOrder()
    {
        if (_all.Count > FewSignals) return [.. _all.Order(Comparer<Signal>.Create(ByPlace))];

        // Nearly in order already, and equal ones must keep theirs.
        var sorted = _all.ToArray();
        for (var i = 1; i < sorted.Length; i++)
        {
            for (var j = i; j > 0 && ByPlace(sorted[j - 1], sorted[j]) > 0; j--) (sorted[j - 1], sorted[j]) = (sorted[j], sorted[j - 1]);
        }

        return sorted;
    }

    public IEnumerator<Signal> GetEnumerator() => _all.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static int ByPlace(Signal a, Signal b)
    {
        if (a.Utterance != b.Utterance) return a.Utterance.CompareTo(b.Utterance);
        if (a.Span.Start != b.Span.Start) return a.Span.Start.CompareTo(b.Span.Start);
        return a.Span.End != b.Span.End ? a.Span.End.CompareTo(b.Span.End) : string.CompareOrdinal(a.Tag, b.Tag);
    }
}
