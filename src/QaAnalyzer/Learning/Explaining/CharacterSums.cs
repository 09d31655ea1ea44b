using System.Runtime.Intrinsics;
using QaAnalyzer.Learning.Features;
using QaAnalyzer.Signals.Text;

namespace QaAnalyzer.Learning.Explaining;

/// <summary>
/// Spreads contributions over the characters of utterances and finds the run that matters most, for every criterion. Kept as changes from
/// one character to the next, so that a contribution costs two additions however long it is. Reused; not thread-safe.
/// </summary>
internal sealed class CharacterSums(int criteria)
{
    /// <summary>What rounding leaves where contributions cancel; it must not lengthen a run.</summary>
    private const double Nothing = 1e-9;

    private int[] _firsts = [];
    private double[] _totals = [];
    private double[] _changes = [];

    /// <summary>Numbers per contribution: one per criterion, filled up to whole vectors.</summary>
    public int Width { get; } = (criteria + Lanes - 1) / Lanes * Lanes;

    private static int Lanes => Vector256<double>.Count;

    /// <summary>Forgets all and makes room.</summary>
    /// <param name="texts">The utterances.</param>
    /// <param name="count">How many of them count.</param>
    public void Start(IReadOnlyList<NormalizedText> texts, int count)
    {
        if (_firsts.Length <= count) (_firsts, _totals) = (new int[(count + 1) * 2], new double[(count + 1) * 2 * Width]);
        for (var i = 0; i < count; i++) _firsts[i + 1] = _firsts[i] + texts[i].Length + 1;
        if (_changes.Length < _firsts[count] * Width) _changes = new double[_firsts[count] * Width * 2];
        _totals.AsSpan(0, count * Width).Clear();
        _changes.AsSpan(0, _firsts[count] * Width).Clear();
    }

    /// <param name="place">Some characters of an utterance.</param>
    /// <param name="points"><see cref="Width"/> numbers.</param>
    public void Add(in GramPlace place, ReadOnlySpan<double> points)
    {
        var share = 1.0 / (place.End - place.Start);
        var first = _firsts[place.Utterance];
        var total = _totals.AsSpan(place.Utterance * Width, Width);
        var from = _changes.AsSpan((first + place.Start) * Width, Width);
        var to = _changes.AsSpan((first + place.End) * Width, Width);
        for (var k = 0; k < points.Length; k += Lanes)
        {
            var some = Vector256.Create(points[k..]);
            (Vector256.Create<double>(total[k..]) + some).CopyTo(total[k..]);
            some *= share;
            (Vector256.Create<double>(from[k..]) + some).CopyTo(from[k..]);
            (Vector256.Create<double>(to[k..]) - some).CopyTo(to[k..]);
        }
    }

    public double Total(int utterance, int criterion) => _totals[(utterance * Width) + criterion];

    /// <summary>The run [start, end) with the largest sum in the direction of the total (Kadane's algorithm); null when nothing adds up.</summary>
    public (int Start, int End)? StrongestRun(int utterance, int criterion)
    {
        var sign = Math.Sign(Total(utterance, criterion));
        var (at, length) = ((_firsts[utterance] * Width) + criterion, _firsts[utterance + 1] - _firsts[utterance] - 1);
        var (best, bestFrom, bestTo, sum, from, points) = (Nothing, 0, 0, 0.0, 0, 0.0);
        for (var i = 0; i < length; i++)
        {
            points += sign * _changes[at + (i * Width)];
            if (sum <= Nothing) (sum, from) = (0, i);
            sum += points;
            if (sum > best + Nothing) (best, bestFrom, bestTo) = (sum, from, i + 1);
        }

        return bestTo > bestFrom ? (bestFrom, bestTo) : null;
    }
}
