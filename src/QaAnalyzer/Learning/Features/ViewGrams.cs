using QaAnalyzer.Signals.Text;
using QaAnalyzer.Signals.Text.Tagging;

namespace QaAnalyzer.Learning.Features;

/// <summary>
/// Texts as weighted n-grams: runs of one to three characters, and single words and pairs of words where a script has words. The same words
/// in two views (agent, customer, …) are two features. A gram weighs 1 + ln(times), divided by the length of the view's whole vector, so
/// that a long conversation does not shout. Reused; not thread-safe.
/// </summary>
internal sealed class ViewGrams
{
    private const int LongestRun = 3;

    /// <summary>A text has about three times as many runs of letters as words and pairs; this gives both the same say.</summary>
    private const float WordWeight = 1.75f;

    private const uint WordSeed = 0x51ED270B;

    private static readonly float[] Damped = [0, .. Enumerable.Range(1, 255).Select(n => 1 + MathF.Log(n))];

    private readonly GramCounter _runs = new();
    private readonly GramCounter _words = new();
    private readonly Tokens _tokens = new();
    private Gram[] _grams = new Gram[4096];
    private int _count;

    /// <summary>The grams of all views that were closed since <see cref="Clear"/>.</summary>
    public ReadOnlySpan<Gram> Grams => _grams.AsSpan(0, _count);

    public void Clear() => _count = 0;

    /// <summary>Adds one utterance to the open view.</summary>
    /// <param name="view">Number of the view.</param>
    /// <param name="text">The words; grams never reach across utterances.</param>
    public void Add(uint view, NormalizedText text) => Visit(view, text, new Counting(_runs, _words));

    /// <summary>Turns what was counted into grams of this view and opens the next.</summary>
    /// <param name="view">Number of the view.</param>
    /// <param name="weight">Length of the view's vector: its say beside the others.</param>
    public void Close(uint view, float weight = 1)
    {
        var needed = _count + _runs.Count + _words.Count;
        if (needed > _grams.Length) Array.Resize(ref _grams, Math.Max(needed, _grams.Length * 2));
        var first = _count;
        var length = Append(_runs, view, 1) + Append(_words, view, WordWeight);
        var scale = length > 0 ? weight / MathF.Sqrt(length) : 0;
        for (var i = first; i < _count; i++) _grams[i] = _grams[i] with { Value = _grams[i].Value * scale };
        _runs.Clear();
        _words.Clear();
    }

    /// <summary>Tells every gram of an utterance with its range in the normalised text; for explanations.</summary>
    public void Visit<TSink>(uint view, NormalizedText text, TSink sink)
        where TSink : struct, IGramSink
    {
        var chars = text.Chars;
        var seed = Hash.Mix(view + 1);
        for (var i = 0; i < chars.Length; i++)
        {
            var hash = seed;
            for (var n = 0; n < LongestRun && i + n < chars.Length; n++)
            {
                hash = Hash.Join(hash, chars[i + n]);
                sink.Run(Hash.Mix(hash), i, i + n + 1);
            }
        }

        _tokens.Set(chars);
        for (var i = 0; i < _tokens.Count; i++)
        {
            if (_tokens[i].Kind != TokenKind.Word) continue;
            var word = Hash.Join(seed ^ WordSeed, _tokens[i].Hash);
            sink.Word(Hash.Mix(word), _tokens[i].Start, _tokens[i].End);
            if (i + 1 < _tokens.Count) sink.Word(Hash.Mix(Hash.Join(word, _tokens[i + 1].Hash)), _tokens[i].Start, _tokens[i + 1].End);
        }
    }

    private float Append(GramCounter counter, uint view, float weight)
    {
        var squares = 0f;
        for (var i = 0; i < counter.Count; i++)
        {
            var (hash, times) = counter[i];
            var value = weight * (times < Damped.Length ? Damped[times] : 1 + MathF.Log(times));
            squares += value * value;
            _grams[_count++] = new(hash, value, (ushort)Math.Min(times, ushort.MaxValue), (byte)view);
        }

        return squares;
    }

    private readonly struct Counting(GramCounter runs, GramCounter words) : IGramSink
    {
        public void Run(uint hash, int start, int end) => runs.Add(hash);

        public void Word(uint hash, int start, int end) => words.Add(hash);
    }
}

/// <summary>A feature of a text.</summary>
/// <param name="Hash">The same on every machine; other in every view.</param>
/// <param name="Value">Its weight; the squares of a view's grams sum to the square of the view's.</param>
/// <param name="Times">How often it stands in the view.</param>
/// <param name="View">Number of the view.</param>
internal readonly record struct Gram(uint Hash, float Value, ushort Times, byte View);

/// <summary>Receives grams at [start, end) of the normalised text; a struct so that the hot path is compiled without calls.</summary>
internal interface IGramSink
{
    void Run(uint hash, int start, int end);

    void Word(uint hash, int start, int end);
}
