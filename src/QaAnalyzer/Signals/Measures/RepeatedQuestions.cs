using QaAnalyzer.Signals.Text;

namespace QaAnalyzer.Signals.Measures;

/// <summary>Customer utterances that say again what the customer said before: a sign of not being understood or answered.</summary>
internal static class RepeatedQuestions
{
    private const int ShortestCharacters = 5;
    private const int Reach = 20;
    private const double SameShare = 0.5;

    public static Measure Compute(string id, MeasureContext context)
    {
        var text = new NormalizedText();
        var seen = new Queue<HashSet<int>>();
        var repeats = new List<int>();
        foreach (var index in context.Customer)
        {
            text.Set(context.Conversation.Utterances[index].Text);
            var bigrams = Bigrams(text.Chars);
            if (bigrams.Count < ShortestCharacters - 1) continue;
            if (seen.Any(earlier => Jaccard(earlier, bigrams) >= SameShare)) repeats.Add(index);
            seen.Enqueue(bigrams);
            if (seen.Count > Reach) seen.Dequeue();
        }

        return new()
        {
            Id = id,
            Value = repeats.Count,
            Utterances = repeats.Count > 0 ? repeats : context.Customer,
            Wording = () => repeats.Count > 0
                ? new Sentence($"客户 {repeats.Count} 次重复同样的话", $"the customer said the same thing again {repeats.Count} time(s)")
                : new("客户没有重复同样的话", "the customer did not have to repeat themselves"),
        };
    }

    private static HashSet<int> Bigrams(ReadOnlySpan<char> text)
    {
        var set = new HashSet<int>();
        var previous = '\0';
        foreach (var c in text)
        {
            if (!char.IsLetterOrDigit(c)) continue;
            if (previous != 0) set.Add((previous << 16) | c);
            previous = c;
        }

        return set;
    }

    private static double Jaccard(HashSet<int> a, HashSet<int> b)
    {
        if (a.Count > b.Count * 2 || b.Count > a.Count * 2) return 0;
        var common = a.Count(b.Contains);
        return (double)common / (a.Count + b.Count - common);
    }
}
