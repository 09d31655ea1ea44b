using Dapper;
using QaAnalyzer.Conversations;
using QaAnalyzer.Reviews;
using QaAnalyzer.Storage;

namespace QaAnalyzer.Learning.Service;

/// <summary>What people scored, as learning needs it: the newest score of each evaluator, with what was in sight.</summary>
public sealed class ReviewedStore(Database database, ConversationStore conversations)
{
    private const int ChunkSize = 500;

    /// <summary>Every conversation with a score in force under a rubric; versions count as one, and the version reviewed last is the one read.</summary>
    internal async Task<IReadOnlyList<Reviewed>> ReadAsync(string rubric, CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        var rows = await connection.QueryAsync<Row>(
            """
            SELECT r.key, c.key AS conversation_key, c.source, c.id, r.criterion, r.evaluator, r.score, r.shown, r.created_at
            FROM reviews r JOIN conversations c ON c.key = r.conversation_key
            WHERE r.rubric = @rubric AND r.decision <> 'withdrawn' AND r.criterion NOT LIKE 'auto-fail:%'
              AND NOT EXISTS (SELECT 1 FROM reviews w WHERE w.withdraws = r.key)
            ORDER BY r.created_at, r.key
            """,
            new { rubric });
        return [.. rows.GroupBy(r => (r.Source, r.Id)).Select(Of).OfType<Reviewed>().OrderBy(r => r.Name, StringComparer.Ordinal)];
    }

    /// <summary>The conversations, each with the scores that count as its reviews. One that cannot be read is left out.</summary>
    internal async Task<IReadOnlyList<Conversation>> LoadAsync(IReadOnlyCollection<Reviewed> reviewed, bool blindOnly, CancellationToken cancel)
    {
        var byKey = reviewed.ToDictionary(r => r.ConversationKey);
        var loaded = new List<Conversation>();
        await using var connection = await database.OpenAsync(cancel);
        foreach (var keys in byKey.Keys.Order().Chunk(ChunkSize))
        {
            foreach (var body in await conversations.LoadAsync(connection, keys, cancel))
            {
                // Ids of different sources may be the same.
                if (Parse(body) is { } conversation) loaded.Add(conversation with { Id = byKey[body.Key].Name, Reviews = byKey[body.Key].Reviews(blindOnly) });
            }
        }

        return loaded;
    }

    private static Conversation? Parse(StoredBody body)
    {
        try
        {
            return body.Parse().Conversation;
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }

    private static Reviewed? Of(IEnumerable<Row> rows)
    {
        var newest = new Dictionary<(string, string), Row>();
        long first = long.MaxValue, key = 0;
        var name = "";
        foreach (var row in rows)
        {
            newest[(row.Criterion, row.Evaluator)] = row;
            first = Math.Min(first, row.Key);
            key = Math.Max(key, row.ConversationKey);
            name = $"{row.Source}\n{row.Id}";
        }

        List<GivenScore> scores = [.. newest.Values.Where(r => r.Score is not null).Select(r => new GivenScore(
            r.Evaluator, r.Criterion, r.Score!.Value, PresentationText.Parse(r.Shown) == Presentation.Blind, r.Key))];
        return scores.Count == 0 ? null : new(name, key, first, newest.Values.Max(r => r.CreatedAt), scores);
    }

    private sealed record Row
    {
        public long Key { get; init; }

        public long ConversationKey { get; init; }

        public required string Source { get; init; }

        public required string Id { get; init; }

        public required string Criterion { get; init; }

        public required string Evaluator { get; init; }

        public double? Score { get; init; }

        public required string Shown { get; init; }

        public DateTimeOffset CreatedAt { get; init; }
    }
}

/// <summary>A conversation with the scores in force.</summary>
/// <param name="Name">Tells conversations of all sources apart.</param>
/// <param name="ConversationKey">The version reviewed last.</param>
/// <param name="FirstReview">Key of its first review, withdrawn ones left out.</param>
/// <param name="Date">Of the newest review.</param>
/// <param name="Scores">At least one.</param>
internal sealed record Reviewed(string Name, long ConversationKey, long FirstReview, DateTimeOffset Date, IReadOnlyList<GivenScore> Scores)
{
    public bool IsJudged => Scores.Any(s => s.IsBlind);

    public IReadOnlyList<PastReview> Reviews(bool blindOnly) =>
    [
        .. Scores.Where(s => s.IsBlind || !blindOnly).GroupBy(s => s.Evaluator, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new PastReview { Evaluator = g.Key, Scores = g.ToDictionary(s => s.Criterion, s => s.Score, StringComparer.Ordinal) }),
    ];
}

/// <summary>The score of one evaluator for one criterion; <see cref="IsBlind"/> when no draft was in sight.</summary>
internal sealed record GivenScore(string Evaluator, string Criterion, double Score, bool IsBlind, long Key);
