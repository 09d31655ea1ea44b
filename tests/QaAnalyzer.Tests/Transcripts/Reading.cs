using System.Text;
using QaAnalyzer.Conversations;
using QaAnalyzer.Transcripts;

namespace QaAnalyzer.Tests.Transcripts;

/// <summary>Reads a transcript the way the product does, from standard input.</summary>
internal static class Reading
{
    public static TranscriptOptions Options { get; } = new() { Zone = TimeZoneInfo.Utc };

    public static List<TranscriptRecord> All(byte[] bytes, TranscriptOptions? options = null)
    {
        var import = new TranscriptImport(options ?? Options, new MemoryStream(bytes));
        var records = import.Read(["-"]).ToList();
        Assert.Equal(records.Count, import.Total);
        return records;
    }

    public static List<TranscriptRecord> All(string text, TranscriptOptions? options = null) => All(Encoding.UTF8.GetBytes(text), options);

    public static Conversation One(string text, TranscriptOptions? options = null) => One(Encoding.UTF8.GetBytes(text), options);

    public static Conversation One(byte[] bytes, TranscriptOptions? options = null)
    {
        var record = Assert.Single(All(bytes, options));
        Assert.True(record is Accepted, (record as Rejected)?.Message);
        return ((Accepted)record).Conversation;
    }

    public static Rejected Refused(string text, TranscriptOptions? options = null) => Assert.IsType<Rejected>(Assert.Single(All(text, options)));

    /// <summary>One line per utterance: <c>agent 0-1.5 hello</c>.</summary>
    public static string Lines(Conversation conversation) => string.Join('\n', conversation.Utterances.Select(u =>
        FormattableString.Invariant($"{u.Speaker.ToString().ToLowerInvariant()} {u.Start}-{u.End} {u.Text}")));
}
