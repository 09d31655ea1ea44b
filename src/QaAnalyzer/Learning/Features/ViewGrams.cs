using System.Runtime.InteropServices;
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
    private readonly List<GramPlace> _places = [];
    private readonly List<GramPlace> _wordPlaces = [];
    private Gram[] _grams = new Gram[4096];
    private int _count;

    /// <summary>The grams of all views that were closed since <see cref="Clear"/>.</summary>
    public ReadOnlySpan<Gram> Grams => _grams.AsSpan(0, _count);

    /// <summary>Every place of every gram since <see cref="Clear"/>, view by view; for explanations.</summary>
    public ReadOnlySpan<GramPlace> Places => CollectionsMarshal.AsSpan(_places);

    public void Clear()
    {
        _count = 0;
        _places.Clear();
    }

    /// <summary>Adds one utterance to the open view.</summary>
    /// <param name="view">Number of the view.</param>
    /// <param name="utterance">Which utterance.</param>
    /// <param name="text">The words; grams never reach across utterances.</param>
    public void Add(uint view, int utterance, NormalizedText text)
    {
        var chars = text.Chars;
        var seed = Hash.Mix(view + 1);
        for (var i = 0; i < chars.Length; i++)
        {
            var hash = seed;
            for (var n = 1; n <= LongestRun && i + n <= chars.Length; n++)
            {
                hash = Hash.Join(hash, chars[i + n - 1]);
                _places.Add(new(_count + _runs.Add(Hash.Mix(hash)), utterance, i, i + n));
            }
        }

        _tokens.Set(chars);
        for (var i = 0; i < _tokens.Count; i++)
        {
            if (_tokens[i].Kind != TokenKind.Word) continue;
            var word = Hash.Join(seed ^ WordSeed, _tokens[i].Hash);
            _wordPlaces.Add(new(_words.Add(Hash.Mix(word)), utterance, _tokens[i].Start, _tokens[i].End));
            if (i + 1 == _tokens.Count) continue;
            _wordPlaces.Add(new(_words.Add(Hash.Mix(Hash.Join(word, _tokens[i + 1].Hash))), utterance, _tokens[i].Start, _tokens[i + 1].End));
        }
    }

    /// <summary>Turns what was counted into grams of this view and opens the next.</summary>
    /// <param name="view">Number of the view.</param>
    /// <param name="weight">Length of the view's vector: its say beside the others.</param>
    public void Close(uint view, float weight = 1)
    {
        var needed = _count + _runs.Count + _words.Count;
        if (needed > _grams.Length) Array.Resize(ref _grams, Math.Max(needed, _grams.Length * 2));
        var first = _count;
        var firstWord = first + _runs.Count;
        var length = Append(_runs, view, 1) + Append(_words, view, WordWeight);
        var scale = length > 0 ? weight / MathF.Sqrt(length) : 0;
        for (var i = first; i < _count; i++) _grams[i] = _grams[i] with { Value = _grams[i].Value * scale };
        foreach (var place in _wordPlaces) _places.Add(place with { Gram = firstWord + place.Gram });
        _wordPlaces.Clear();
        _runs.Clear();
        _words.Clear();
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
}

/// <summary>A feature of a text.</summary>
/// <param name="Hash">The same on every machine; other in every view.</param>
/// <param name="Value">Its weight; the squares of a view's grams sum to the square of the view's.</param>
/// <param name="Times">How often it stands in the view.</param>
/// <param name="View">Number of the view.</param>
internal readonly record struct Gram(uint Hash, float Value, ushort Times, byte View);

/// <summary>Where a gram stands.</summary>
/// <param name="Gram">Index of the gram.</param>
/// <param name="Utterance">Index of the utterance.</param>
/// <param name="Start">First character in the normalised text.</param>
/// <param name="End">One after its last.</param>
internal readonly record struct GramPlace(int Gram, int Utterance, int Start, int End);
