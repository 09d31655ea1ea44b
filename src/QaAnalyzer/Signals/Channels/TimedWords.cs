using QaAnalyzer.Conversations;

namespace QaAnalyzer.Signals.Channels;

/// <summary>The words (Chinese: characters) of one side, each at a moment spread evenly over its utterance.</summary>
internal sealed class TimedWords
{
    /// <summary>How far apart two recognitions of one word may be placed.</summary>
    private const double ToleranceSeconds = 1;

    private readonly Dictionary<string, List<double>> _moments = new(StringComparer.OrdinalIgnoreCase);

    public int Count { get; private set; }

    public static TimedWords Of(IEnumerable<Utterance> speech)
    {
        var words = new TimedWords();
        foreach (var utterance in speech)
        {
            var said = Split(utterance.Text).ToList();
            var step = (utterance.End!.Value - utterance.Start!.Value) / Math.Max(1, said.Count);
            for (var i = 0; i < said.Count; i++) words.Add(said[i], utterance.Start.Value + (step * (i + 0.5)));
        }

        return words;
    }

    /// <summary>How many of these the other side says too, at about the same moment.</summary>
    public int CountIn(TimedWords other) => _moments.Sum(own =>
        other._moments.TryGetValue(own.Key, out var theirs) ? own.Value.Count(moment => theirs.Exists(t => Math.Abs(t - moment) <= ToleranceSeconds)) : 0);

    private static IEnumerable<string> Split(string text)
    {
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            var inWord = i < text.Length && char.IsLetterOrDigit(text[i]) && !LanguageGuess.IsHan(text[i]);
            if (inWord && start < 0) start = i;
            if (inWord) continue;
            if (start >= 0) yield return text[start..i];
            start = -1;
            if (i < text.Length && LanguageGuess.IsHan(text[i])) yield return text[i..(i + 1)];
        }
    }

    private void Add(string word, double moment)
    {
        if (!_moments.TryGetValue(word, out var moments)) _moments.Add(word, moments = []);
        moments.Add(moment);
        Count++;
    }
}
