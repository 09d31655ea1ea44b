namespace QaAnalyzer.Learning.Explaining;

/// <summary>The few contributions that move most, strongest first; of equal ones those that came first. Reused; not thread-safe.</summary>
internal sealed class Strongest
{
    /// <summary>More would not be read.</summary>
    public const int Most = 3;

    private readonly Contribution[] _kept = new Contribution[Most];
    private int _count;

    public ReadOnlySpan<Contribution> Kept => _kept.AsSpan(0, _count);

    public void Clear() => _count = 0;

    public void Add(in Contribution contribution)
    {
        var at = _count;
        while (at > 0 && Math.Abs(contribution.Points) > Math.Abs(_kept[at - 1].Points)) at--;
        if (at == Most) return;
        _count = Math.Min(_count + 1, Most);
        for (var i = _count - 1; i > at; i--) _kept[i] = _kept[i - 1];
        _kept[at] = contribution;
    }
}
