using System.Collections.Frozen;

namespace QaAnalyzer.Signals.Text;

/// <summary>One part of a phrase.</summary>
internal abstract record PhrasePart
{
    /// <summary>Normalised text that must stand here.</summary>
    internal sealed record Literal(string Text) : PhrasePart;

    /// <summary>One of several; an optional part has an empty way.</summary>
    /// <param name="Ways">The parts of each.</param>
    /// <param name="Here">What may stand where the choice begins.</param>
    internal sealed record Choice(PhrasePart[][] Ways, Lookahead Here) : PhrasePart
    {
        private readonly PhrasePart[][] _openWays = [.. Ways.Where(w => w is not [Literal, ..])];
        private readonly FrozenDictionary<char, PhrasePart[][]> _waysByFirst = ByFirst(Ways);

        /// <summary>The ways that can match where this character stands: a list of forty words costs one look-up.</summary>
        public PhrasePart[][] WaysAt(char? first) => first is { } c && _waysByFirst.TryGetValue(c, out var ways) ? ways : _openWays;

        private static FrozenDictionary<char, PhrasePart[][]> ByFirst(PhrasePart[][] ways) => ways
            .Where(w => w is [Literal, ..])
            .Select(w => ((Literal)w[0]).Text[0])
            .Distinct()
            .ToFrozenDictionary(c => c, c => ways.Where(w => w is not [Literal { Text: var text }, ..] || text[0] == c).ToArray());
    }

    /// <summary>Some characters of the same sentence.</summary>
    /// <param name="Behind">What may stand behind them.</param>
    internal sealed record Gap(Lookahead Behind) : PhrasePart;
}
