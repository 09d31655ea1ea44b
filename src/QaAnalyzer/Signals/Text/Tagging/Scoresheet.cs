namespace QaAnalyzer.Signals.Text.Tagging;

/// <summary>Which tags one speaker's score columns stand for. Columns are padded to a whole number of SIMD registers.</summary>
internal sealed record Scoresheet(int FirstTag, int Tags, int Columns)
{
    /// <summary>26 agent tags: a row of 32 signed bytes is one 256-bit register.</summary>
    public static Scoresheet Agent { get; } = new(0, TagVocabulary.Agent.Count, 32);

    /// <summary>7 customer tags in rows of 8 bytes.</summary>
    public static Scoresheet Customer { get; } = new(TagVocabulary.Agent.Count, TagVocabulary.Customer.Count, 8);

    public static Scoresheet Of(Conversations.Speaker speaker) => speaker == Conversations.Speaker.Agent ? Agent : Customer;
}
