namespace QaAnalyzer.Signals.Text.Tagging;

/// <summary>Why a classifier gave a tag its probability.</summary>
/// <param name="Start">First normalised character of the words that speak most for the tag.</param>
/// <param name="End">Behind their last character; not above <paramref name="Start"/> when no words do.</param>
/// <param name="Parts">The strongest features, strongest first.</param>
public sealed record TagExplanation(int Start, int End, IReadOnlyList<ExplainedPart> Parts)
{
    public static TagExplanation None { get; } = new(0, 0, []);

    /// <summary>The words that spoke most for it.</summary>
    public Sentence InWords()
    {
        string? zh = null, en = null;
        foreach (var part in Parts)
        {
            if (part is not { Weight: > 0, Words.Length: > 0 }) continue;
            zh = $"{zh ?? "词语"}“{part.Words}”";
            en = $"{(en is null ? "words" : en + ",")} \"{part.Words}\"";
        }

        return zh is null ? new("整句话", "the utterance as a whole") : new(zh, en!);
    }
}

/// <summary>One feature and what it adds to the logit.</summary>
/// <param name="Words">The words it covers; empty when it is about context, length or a phrase list.</param>
/// <param name="Weight">Added to the logit; negative speaks against.</param>
public sealed record ExplainedPart(string Words, double Weight);
