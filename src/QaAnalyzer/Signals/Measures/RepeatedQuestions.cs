using System.Runtime.InteropServices;
using QaAnalyzer.Signals.Text;

namespace QaAnalyzer.Signals.Measures;

/// <summary>Customer utterances that say again what the customer said before: a sign of not being understood or answered.</summary>
internal static class RepeatedQuestions
{
    private const int ShortestCharacters = 5;
    private const int Reach = 20;
    private const double SameShare = 0.5;
    private const int MostOnStack = 256;

    [ThreadStatic]
    private static NormalizedText? _text;

    public static Measure Compute(string id, AnalysisContext context)
    {
        var seen = new List<int[]>();
        var repeats = new List<int>();
        foreach (var index in context.Customer.Count > 1 ? context.Customer : [])
        {
            var bigrams = Bigrams(context.Conversation.Utterances[index].Text);
            if (bigrams.Length < ShortestCharacters - 1) continue;
            foreach (var earlier in CollectionsMarshal.AsSpan(seen)[Math.Max(0, seen.Count - Reach)..])
            {
                if (Jaccard(earlier, bigrams) < SameShare) continue;
                repeats.Add(index);
                break;
            }

            seen.Add(bigrams);
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

    /// <summary>True when two texts of some length say nearly the same.</summary>
    public static bool IsSame(string one, string other)
    {
        var (first, second) = (Bigrams(one), Bigrams(other));
        return Math.Min(first.Length, second.Length) >= ShortestCharacters - 1 && Jaccard(first, second) >= SameShare;
    }

    /// <summary>Of the letters and digits of the normalised text, sorted and distinct.</summary>
    private static int[] Bigrams(string utterance)
    {
        var text = _text ??= new();
        text.Set(utterance);
        var all = text.Length <= MostOnStack ? stackalloc int[MostOnStack] : new int[text.Length];
        var count = 0;
        var previous = '\0';
        foreach (var c in text.Chars)
        {
            if (!char.IsLetterOrDigit(c)) continue;
            if (previous != 0) all[count++] = (previous << 16) | c;
            previous = c;
        }

        all = all[..count];
        all.Sort();
        var distinct = 0;
        for (var i = 0; i < all.Length; i++)
        {
            if (i == 0 || all[i] != all[i - 1]) all[distinct++] = all[i];
        }

        return all[..distinct].ToArray();
    }

    private static double Jaccard(int[] a, int[] b)
    {
        if (a.Length > b.Length * 2 || b.Length > a.Length * 2) return 0;
        int i = 0, j = 0, common = 0;
        while (i < a.Length && j < b.Length)
        {
            if (a[i] == b[j]) common++;
            var step = a[i].CompareTo(b[j]);
            if (step <= 0) i++;
            if (step >= 0) j++;
        }

        return (double)common / (a.Length + b.Length - common);
    }
}
