namespace QaAnalyzer.Signals.Timing.Overlaps;

/// <summary>How the floor's utterance ends: what its last words say about whether a sentence is complete.</summary>
/// <param name="Kind">The strongest sign.</param>
/// <param name="Words">The words that show it; empty for <see cref="EndingKind.Plain"/>.</param>
internal sealed record FloorEnding(EndingKind Kind, string Words)
{
    private const int PhraseReach = 5;

    /// <summary>The sentence cannot have ended here.</summary>
    public bool IsUnfinished => Kind is EndingKind.BrokenWord or EndingKind.BrokenSentence or EndingKind.Dangling or EndingKind.Repeated;

    public static FloorEnding Of(int utterance, OverlapCall call)
    {
        var heard = call.Words(utterance);
        var words = heard.Words;
        if (heard.EndsInBrokenWord) return new(EndingKind.BrokenWord, words[^1]);
        if (heard.End == PaperEnd.BrokenOff) return Last(EndingKind.BrokenSentence, words, 2);
        if (heard.End == PaperEnd.Closed) return Last(EndingKind.Finished, words, 1);
        var hesitation = call.Lists.Hesitation.LengthAtEnd(words);
        if (hesitation > 0 && hesitation < words.Count) return Hesitating([.. words.SkipLast(hesitation)], words, hesitation, call.Lists);
        if (call.Lists.Dangling.LengthAtEnd(words) is var dangling and > 0) return Last(EndingKind.Dangling, words, dangling);
        if (words.Count > 1 && words[^1] == words[^2] && call.Acknowledgement(utterance) == 0 && words[^1].Length > 1)
            return Last(EndingKind.Repeated, words, 2);
        if (call.Lists.Finishing.LengthAtEnd(words) is var finishing and > 0) return Last(EndingKind.Finished, words, finishing);
        if (call.Lists.MayDangle.LengthAtEnd(words) is var weak and > 0) return Last(EndingKind.MayDangle, words, weak);
        if (OpenPhrase(words, call.Lists) is var phrase and > 0) return Last(EndingKind.MayDangle, words, phrase);
        if (hesitation > 0) return Last(EndingKind.Hesitation, words, hesitation);
        return heard.End == PaperEnd.Comma || (call.IsPunctuated && words.Count > 1)
            ? Last(EndingKind.NoClosingMark, words, 1)
            : new(EndingKind.Plain, "");
    }

    /// <summary>True when words that came in stop where no sentence can.</summary>
    public static bool IsOpen(HeardWords heard, OverlapWords lists) =>
        heard.EndsInBrokenWord || heard.End == PaperEnd.BrokenOff || (heard.End != PaperEnd.Closed && lists.Dangling.LengthAtEnd(heard.Words) > 0);

    public static bool IsQuestion(string text)
    {
        var end = text.AsSpan().TrimEnd(" 。.");
        return end is [.., '?' or '？' or '吗' or '嗎' or '吧' or '呢' or '么'];
    }

    /// <summary>Length of a phrase such as "that parcel" at the very end, of which nothing was said yet; 0 when there is none.</summary>
    private static int OpenPhrase(IReadOnlyList<string> words, OverlapWords lists)
    {
        for (var from = Math.Max(1, words.Count - PhraseReach); from < words.Count; from++)
        {
            if (lists.OpensPhrase.LengthAt(words, from) is var head and > 0 && from + head < words.Count) return words.Count - from;
        }

        return 0;
    }

    private static FloorEnding Hesitating(List<string> before, IReadOnlyList<string> words, int hesitation, OverlapWords lists) =>
        lists.Dangling.LengthAtEnd(before) is var dangling and > 0
            ? Last(EndingKind.Dangling, words, dangling + hesitation)
            : Last(EndingKind.Hesitation, words, hesitation);

    private static FloorEnding Last(EndingKind kind, IReadOnlyList<string> words, int count) =>
        new(kind, JoinedWords.Of(words, Math.Max(0, words.Count - count), words.Count));
}

/// <summary>Signs at the end of an utterance.</summary>
internal enum EndingKind
{
    /// <summary>Nothing to tell.</summary>
    Plain,

    /// <summary>A word only begun: <c>th-</c>.</summary>
    BrokenWord,

    /// <summary>A dash or an ellipsis.</summary>
    BrokenSentence,

    /// <summary>A word after which the sentence must go on.</summary>
    Dangling,

    /// <summary>The same word twice: a start that was tried again.</summary>
    Repeated,

    /// <summary>A word after which the sentence often goes on.</summary>
    MayDangle,

    /// <summary>A sound of looking for words.</summary>
    Hesitation,

    /// <summary>No closing mark in a transcript that has them.</summary>
    NoClosingMark,

    /// <summary>A closing mark or particle.</summary>
    Finished,
}
