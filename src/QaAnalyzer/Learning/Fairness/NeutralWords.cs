using QaAnalyzer.Conversations;
using QaAnalyzer.Signals.Text;

namespace QaAnalyzer.Learning.Fairness;

/// <summary>
/// What a scorer reads instead of words that say who somebody is: the first word of their list, and a mark for the names and the agent's id of
/// the record. It is kept in the scorer's file, so that a scorer reads as it was trained whatever the word lists say today. Shared by all
/// threads.
/// </summary>
internal sealed class NeutralWords
{
    /// <summary>A character for private use: no text has it, and it is part of no word.</summary>
    private const string Mark = "\uE000";

    private readonly WordEntry[] _entries;
    private readonly WordTable _table;

    public NeutralWords(IReadOnlyList<SwapRule> rules)
    {
        Rules = rules;
        _entries = [.. Entries(rules)];
        _table = new(_entries);
    }

    /// <summary>Every word is read as it is.</summary>
    public static NeutralWords None { get; } = new([]);

    public IReadOnlyList<SwapRule> Rules { get; }

    /// <summary>
    /// The words as detectors hear them. What is kept from an exchange may still be heard as the rest of its list, 您好 as 你好; only longer words
    /// in which a word of one way stands by chance stay.
    /// </summary>
    public static WordTable Heard(IReadOnlyList<SwapRule> rules) =>
        new(Entries([.. rules.Select(r => r with { Keep = [.. r.Keep.Where(k => r.Becomes.Keys.Any(k.Contains))] })]).Where(e => e.By != e.Word));

    /// <summary>The words to find in one conversation.</summary>
    public WordTable For(Conversation conversation)
    {
        if (_table.IsEmpty) return _table;
        WordEntry[] masks = [.. RecordNames.Masks(conversation, Mark).Select(Normalized)];
        return masks is [] ? _table : new([.. masks, .. _entries]);
    }

    /// <summary>The conversation with neutral words in its texts; null when it has none to replace.</summary>
    public Conversation? Of(Conversation conversation)
    {
        var table = For(conversation);
        var isSame = true;
        var utterances = new Utterance[conversation.Utterances.Count];
        for (var i = 0; i < utterances.Length; i++)
        {
            var utterance = conversation.Utterances[i];
            var text = SwappedText.Of(utterance.Text, table);
            utterances[i] = text is null ? utterance : utterance with { Text = text };
            isSame &= text is null;
        }

        return isSame ? null : conversation with { Utterances = utterances };
    }

    private static IEnumerable<WordEntry> Entries(IReadOnlyList<SwapRule> rules)
    {
        var first = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var list in rules.SelectMany(r => r.Exchange))
        {
            foreach (var word in list) first.TryAdd(word, first.GetValueOrDefault(list[0], list[0]));
        }

        var all = rules.SelectMany(r => r.Exchange.SelectMany(w => w).Concat(r.Becomes.Keys).Select(w => r.Entry(w, Neutral(r.Becomes.GetValueOrDefault(w, w))))
            .Concat(r.Keep.Select(w => new WordEntry(w, null, [], []))));

        // A word of two kinds has one entry: both lists lead to the same first word.
        return all.Select(Normalized).DistinctBy(e => (e.Word, string.Join('|', e.FollowedBy), string.Join('|', e.PrecededBy)));

        string Neutral(string word) => first.GetValueOrDefault(word, word);
    }

    private static WordEntry Normalized(WordEntry entry) =>
        new(Normal(entry.Word), entry.By is null ? null : Normal(entry.By), [.. entry.FollowedBy.Select(Normal)], [.. entry.PrecededBy.Select(Normal)]);

    private static string Normal(string word)
    {
        var text = new NormalizedText();
        text.Set(word);
        return text.Chars.ToString();
    }
}
