using System.Collections;

namespace QaAnalyzer.Signals;

/// <summary>The signals of one conversation in the order they were found, with quick questions by tag and utterance.</summary>
public sealed class SignalSet : IReadOnlyCollection<Signal>
{
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
    public IReadOnlyList<Signal> InOrder() =>
        [.. _all.OrderBy(s => s.Utterance).ThenBy(s => s.Span.Start).ThenBy(s => s.Span.End).ThenBy(s => s.Tag, StringComparer.Ordinal)];

    public IEnumerator<Signal> GetEnumerator() => _all.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
