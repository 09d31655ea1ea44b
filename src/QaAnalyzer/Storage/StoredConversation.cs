using QaAnalyzer.Conversations;
using QaAnalyzer.Search;

namespace QaAnalyzer.Storage;

/// <summary>A conversation as the list shows it.</summary>
public sealed record ConversationRow
{
    public long Key { get; init; }

    public required string Source { get; init; }

    public required string Id { get; init; }

    public int Version { get; init; }

    public required string Channel { get; init; }

    public required string Language { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public string? Queue { get; init; }

    public string? AgentId { get; init; }

    public string? AgentName { get; init; }

    public int UtteranceCount { get; init; }

    public DateTimeOffset ReceivedAt { get; init; }

    /// <summary>From the current analysis under the rubric asked for; null while pending.</summary>
    public double? Score { get; init; }

    public string? Grade { get; init; }

    /// <summary>Kinds of the flags of that analysis.</summary>
    public IReadOnlyList<string> FlagKinds => Flags is null ? [] : [.. StoredJson.Read<List<StoredFlag>>(Flags).Select(f => f.Kind)];

    /// <summary>As stored.</summary>
    internal string? Flags { get; init; }

    /// <summary><c>pending</c>, <c>claimed</c>, <c>done</c>, <c>failed</c>; null when the rubric does not cover it.</summary>
    public string? WorkState { get; init; }

    /// <summary><c>pending</c> or <c>done</c>; null when not in the review queue.</summary>
    public string? ReviewState { get; init; }

    /// <summary>Where the words of a search are; null when nothing was looked for, or the id was found.</summary>
    public SearchSnippet? Snippet { get; init; }
}

/// <summary>A conversation with its key.</summary>
public sealed record StoredConversation(long Key, string Source, int Version, Conversation Conversation);

/// <summary>A conversation as it lies in the database.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Source">Where it came from.</param>
/// <param name="Version">1 for the first.</param>
/// <param name="Body">UTF-8.</param>
public sealed record StoredBody(long Key, string Source, int Version, byte[] Body)
{
    /// <exception cref="System.Text.Json.JsonException">The body is damaged.</exception>
    public StoredConversation Parse() => new(Key, Source, Version, ConversationJson.Parse(Body));

    /// <summary>What an analysis may see of it: all but the human scores that came with it.</summary>
    /// <exception cref="System.Text.Json.JsonException">The body is damaged.</exception>
    public Conversation Unreviewed() => ConversationJson.ParseUnreviewed(Body);
}

/// <summary>What a list is narrowed to; null or empty means any.</summary>
public sealed record ConversationFilter
{
    public required string Rubric { get; init; }

    public string? Channel { get; init; }

    public string? Language { get; init; }

    public string? Queue { get; init; }

    public string? AgentId { get; init; }

    public string? Grade { get; init; }

    public string? ReviewState { get; init; }

    /// <summary>Kind of a flag, or <c>any</c>.</summary>
    public string? Flag { get; init; }

    /// <summary>Words and quoted phrases of the transcript, or the beginning of an id or of one of its parts; see <see cref="SearchQuery"/>.</summary>
    public string? Search { get; init; }

    /// <summary>Only conversations with smaller keys: those that were received before.</summary>
    public long? Below { get; init; }

    public int Page { get; init; } = 1;

    public int PageSize { get; init; } = 50;
}

/// <param name="Rows">Of the page asked for.</param>
/// <param name="Total">All that fit; with <see cref="ReadDownTo"/> of the newer ones alone.</param>
public sealed record ConversationPage(IReadOnlyList<ConversationRow> Rows, long Total)
{
    /// <summary>Conversations a request looks into for phrases: what stays quick. The words of a phrase have chosen them.</summary>
    public const int MostRead = 2000;

    /// <summary>Conversations that cannot be found yet are counted so far.</summary>
    public const int MostLacking = 10_000;

    /// <summary>Why the search was not made.</summary>
    public Sentence? Refusal { get; init; }

    /// <summary>Conversations that fit the other filters and cannot be found by their words yet, counted to <see cref="MostLacking"/> and one more.</summary>
    public long Lacking { get; init; }

    /// <summary>Set when there was too much to look into for a phrase: conversations below this key were not.</summary>
    public long? ReadDownTo { get; init; }
}
