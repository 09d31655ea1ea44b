using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Dapper;
using QaAnalyzer.Conversations;
using QaAnalyzer.Rubrics;
using QaAnalyzer.Storage;
using QaAnalyzer.Transcripts;

namespace QaAnalyzer.Reviews;

/// <summary>
/// Past scores of people, kept as reviews of the origin <c>import</c>. They were given without a draft in sight, they never become work, and the
/// same score twice is stored once.
/// </summary>
public sealed class HistoryStore(Database database, TimeProvider clock)
{
    // Many rows a statement where the server may be far; SQLite is near, and slow to bind many values.
    private int RowsPerStatement => database.Dialect == Dialect.Sqlite ? 1 : 64;

    /// <summary>The reviews that came with a conversation. Returns those that cannot be used, each with its reason.</summary>
    public async Task<IReadOnlyList<HistoryRefusal>> AddAsync(
        DbConnection connection, DbTransaction transaction, long conversationKey, Conversation conversation, IReadOnlyList<Rubric> forms)
    {
        if (conversation.Reviews.Count == 0) return [];

        var refused = new List<HistoryRefusal>();
        var rows = new List<ImportedScore>();
        var date = await DateAsync(connection, transaction, conversationKey);
        foreach (var (review, criterion, score) in conversation.Reviews.SelectMany(r => r.Scores, (r, s) => (r, s.Key, s.Value)))
        {
            var lines = CriterionMatch.Find(forms, criterion);
            if (Problem(review.Evaluator, score) is { } problem) refused.Add(Refusal(problem, review, criterion, score));
            else if (lines.Count == 0) refused.Add(Refusal(CriterionMatch.Unknown(forms, criterion), review, criterion, score));
            else rows.AddRange(Rows(conversationKey, lines, review.Evaluator, score, review.Date ?? date));
        }

        await InsertAsync(connection, transaction, rows);
        return refused;
    }

    /// <summary>One row of a table of scores. Its conversation must be current in the source.</summary>
    public async Task<HistoryOutcome> AddAsync(
        DbConnection connection, DbTransaction transaction, string source, PastScore score, IReadOnlyList<Rubric> forms)
    {
        var lines = CriterionMatch.Find(forms, score.Criterion);
        if (lines.Count == 0) return new HistoryOutcome.Refused(CriterionMatch.Unknown(forms, score.Criterion), Waits: false);

        var key = await connection.QuerySingleOrDefaultAsync<long?>(
            "SELECT key FROM conversations WHERE source = @source AND id = @Id AND is_current", new { source, Id = database.Text(score.Conversation) }, transaction);
        if (key is not { } conversation)
        {
            return new HistoryOutcome.Refused(
                $"expected a conversation of the source \"{source}\", got \"{score.Conversation}\", which has not come yet; its score waits for it", Waits: true);
        }

        var date = score.Date ?? await DateAsync(connection, transaction, conversation);
        var added = await InsertAsync(connection, transaction, [.. Rows(conversation, lines, score.Evaluator, score.Score, date)]);
        return added > 0 ? new HistoryOutcome.Added() : new HistoryOutcome.Known();
    }

    /// <summary>Keeps a score until its conversation comes; the record in quarantine says so meanwhile.</summary>
    public Task WaitAsync(
        DbConnection connection, DbTransaction transaction, string source, PastScore score, IReadOnlyList<Rubric> forms, long quarantineKey) => connection.ExecuteAsync(
        """
        INSERT INTO waiting_scores (source, conversation_id, rubric, criterion, evaluator, score, reviewed_at, quarantine_key)
        VALUES (@source, @Conversation, @Rubric, @Criterion, @Evaluator, @Score, @Date, @quarantineKey)
        """,
        CriterionMatch.Find(forms, score.Criterion).Select(l => new
        {
            source,
            Conversation = database.Text(score.Conversation),
            l.Rubric,
            l.Criterion,
            Evaluator = database.Text(score.Evaluator),
            score.Score,
            score.Date,
            quarantineKey,
        }),
        transaction);

    /// <summary>Takes over the scores that waited for a conversation which has now come.</summary>
    public async Task TakeWaitingAsync(DbConnection connection, DbTransaction transaction, string source, string conversationId, long conversationKey)
    {
        var which = new { source, Id = database.Text(conversationId), Now = clock.GetUtcNow() };
        var waiting = (await connection.QueryAsync<WaitingRow>(
            "SELECT rubric, criterion, evaluator, score, reviewed_at FROM waiting_scores WHERE source = @source AND conversation_id = @Id", which, transaction)).ToList();
        if (waiting.Count == 0) return;

        var date = await DateAsync(connection, transaction, conversationKey);
        var rows = waiting.SelectMany(w => Rows(conversationKey, [(w.Rubric, w.Criterion)], w.Evaluator, w.Score, w.ReviewedAt ?? date));
        await InsertAsync(connection, transaction, [.. rows]);
        await connection.ExecuteAsync(
            """
            UPDATE quarantine SET resolved_at = @Now
            WHERE key IN (SELECT quarantine_key FROM waiting_scores WHERE source = @source AND conversation_id = @Id)
            """,
            which,
            transaction);
        await connection.ExecuteAsync("DELETE FROM waiting_scores WHERE source = @source AND conversation_id = @Id", which, transaction);
    }

    private IEnumerable<ImportedScore> Rows(
        long conversationKey, IEnumerable<(string Rubric, string Criterion)> lines, string evaluator, double score, DateTimeOffset date) =>
        lines.Select(l => new ImportedScore(conversationKey, l.Rubric, l.Criterion, database.Text(evaluator), score, date));

    private async Task<int> InsertAsync(DbConnection connection, DbTransaction transaction, IReadOnlyList<ImportedScore> rows)
    {
        var added = 0;
        foreach (var chunk in rows.Chunk(RowsPerStatement)) added += await InsertChunkAsync(connection, transaction, chunk);
        foreach (var (key, rubric) in rows.Select(r => (r.ConversationKey, r.Rubric)).Distinct())
        {
            await connection.ExecuteAsync(
                "DELETE FROM review_items WHERE conversation_key = @key AND rubric = @rubric AND state = 'pending' AND leased_by IS NULL", new { key, rubric }, transaction);
        }

        return added;
    }

    private static Task<int> InsertChunkAsync(DbConnection connection, DbTransaction transaction, ImportedScore[] rows)
    {
        var values = new DynamicParameters();
        for (var i = 0; i < rows.Length; i++)
        {
            values.Add($"k{i}", rows[i].ConversationKey);
            values.Add($"r{i}", rows[i].Rubric);
            values.Add($"c{i}", rows[i].Criterion);
            values.Add($"e{i}", rows[i].Evaluator);
            values.Add($"s{i}", rows[i].Score);
            values.Add($"d{i}", rows[i].Date);
        }

        return connection.ExecuteAsync(
            $"""
            INSERT INTO reviews (conversation_key, rubric, criterion, evaluator, decision, score, origin, shown, created_at)
            VALUES {string.Join(", ", rows.Select((_, i) => $"(@k{i}, @r{i}, @c{i}, @e{i}, 'scored', @s{i}, 'import', 'blind', @d{i})"))}
            ON CONFLICT DO NOTHING
            """,
            values,
            transaction);
    }

    // Never the clock: an import done again must find its own rows.
    private static async Task<DateTimeOffset> DateAsync(DbConnection connection, DbTransaction transaction, long conversationKey)
    {
        var (started, received) = await connection.QuerySingleAsync<(DateTimeOffset?, DateTimeOffset)>(
            "SELECT started_at, received_at FROM conversations WHERE key = @conversationKey", new { conversationKey }, transaction);
        return started ?? received;
    }

    private static string? Problem(string evaluator, double score) =>
        string.IsNullOrWhiteSpace(evaluator) ? "reviews: expected an evaluator, got none"
        : score is not (>= 1 and <= 5) ? string.Create(CultureInfo.InvariantCulture, $"reviews: expected a score from 1 to 5, got {score}")
        : null;

    private static HistoryRefusal Refusal(string reason, PastReview review, string criterion, double score) =>
        new(reason, JsonSerializer.Serialize(new { evaluator = review.Evaluator, criterion, score }));

    private sealed record ImportedScore(long ConversationKey, string Rubric, string Criterion, string Evaluator, double Score, DateTimeOffset Date);

    private sealed record WaitingRow
    {
        public required string Rubric { get; init; }

        public required string Criterion { get; init; }

        public required string Evaluator { get; init; }

        public double Score { get; init; }

        public DateTimeOffset? ReviewedAt { get; init; }
    }
}

/// <summary>A score that came with a conversation and cannot be used.</summary>
public sealed record HistoryRefusal(string Reason, string Raw);

/// <summary>What became of a past score.</summary>
public abstract record HistoryOutcome
{
    public sealed record Added : HistoryOutcome;

    public sealed record Known : HistoryOutcome;

    /// <param name="Reason">What was expected and what was found.</param>
    /// <param name="Waits">True when it can be used once its conversation comes.</param>
    public sealed record Refused(string Reason, bool Waits) : HistoryOutcome;
}
