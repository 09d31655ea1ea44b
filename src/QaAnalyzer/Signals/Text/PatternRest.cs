namespace QaAnalyzer.Signals.Text;

/// <summary>What is left of a pattern: the parts from one on, then what stands behind the bracket they are in.</summary>
internal sealed record PatternRest(PhrasePart[] Parts, int At, PatternRest? Outer)
{
    /// <summary>The next part; only of an <see cref="Inner"/> one.</summary>
    public PhrasePart Part => Parts[At];

    public PatternRest After => this with { At = At + 1 };

    /// <summary>The same with no bracket that is at its end; null at the end of the pattern.</summary>
    public PatternRest? Inner()
    {
        var rest = this;
        while (rest is not null && rest.At == rest.Parts.Length) rest = rest.Outer;
        return rest;
    }
}
