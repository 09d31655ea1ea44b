using System.Data.Common;
using Dapper;
using QaAnalyzer.Storage;

namespace QaAnalyzer.Reviews;

/// <summary>The reviews of people. Adds rows and reads them; never changes or removes one.</summary>
public sealed class ReviewStore(Database database, TimeProvider clock)
{
    /// <summary>Adds one row inside the caller's transaction and returns its key.</summary>
    public async Task<long> AddAsync(DbConnection connection, DbTransaction transaction, Review review) => await connection.ExecuteScalarAsync<long>(
        """
        INSERT INTO reviews (conversation_key, rubric, criterion, evaluator, decision, score, reason, draft_score, shown, origin, withdraws, created_at)
        VALUES (@ConversationKey, @Rubric, @Criterion, @Evaluator, @Decision, @Score, @Reason, @DraftScore, @Shown, 'page', @Withdraws, @Now)
        RETURNING key
        """,
        new
        {
            review.ConversationKey,
            review.Rubric,
            review.Criterion,
            review.Evaluator,
            Decision = DecisionText.Of(review.Decision),
            review.Score,
            review.Reason,
            review.DraftScore,
            Shown = PresentationText.Of(review.Shown),
            review.Withdraws,
            Now = clock.GetUtcNow(),
        },
        transaction);

    /// <summary>Takes back a row of this or another evaluator; what stood before it is in force again.</summary>
    public Task<long> WithdrawAsync(DbConnection connection, DbTransaction transaction, Review review, string evaluator)
    {
        var withdrawal = review with { Evaluator = evaluator, Decision = Decision.Withdrawn, Score = null, Reason = null, Withdraws = review.Key };
        return AddAsync(connection, transaction, withdrawal);
    }

    /// <summary>The newest decision per line that nobody withdrew.</summary>
    public async Task<IReadOnlyDictionary<string, Review>> InForceAsync(long conversationKey, string rubric, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        return await InForceAsync(connection, null, conversationKey, rubric);
    }

    /// <summary>Lines that somebody decided on the page at some time, taken back or not: their draft has been seen.</summary>
    public async Task<IReadOnlySet<string>> EverDecidedAsync(long conversationKey, string rubric, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        var lines = await connection.QueryAsync<string>(
            "SELECT DISTINCT criterion FROM reviews WHERE conversation_key = @conversationKey AND rubric = @rubric AND origin = 'page'", new { conversationKey, rubric });
        return lines.ToHashSet(StringComparer.Ordinal);
    }

    internal static async Task<IReadOnlyDictionary<string, Review>> InForceAsync(
        DbConnection connection, DbTransaction? transaction, long conversationKey, string rubric)
    {
        var newest = new Dictionary<string, Review>(StringComparer.Ordinal);
        foreach (var review in await StandingAsync(connection, transaction, conversationKey, rubric)) newest[review.Criterion] = review;
        return newest;
    }

    /// <summary>All rows that nobody withdrew, oldest first.</summary>
    internal static async Task<IReadOnlyList<Review>> StandingAsync(DbConnection connection, DbTransaction? transaction, long conversationKey, string rubric)
    {
        var rows = await connection.QueryAsync<ReviewRow>(
            """
            SELECT r.key, r.conversation_key, r.rubric, r.criterion, r.evaluator, r.decision, r.score, r.reason, r.draft_score, r.shown, r.withdraws, r.created_at
            FROM reviews r
            WHERE r.conversation_key = @conversationKey AND r.rubric = @rubric AND r.origin = 'page' AND r.decision <> 'withdrawn'
              AND NOT EXISTS (SELECT 1 FROM reviews w WHERE w.withdraws = r.key)
            ORDER BY r.key
            """,
            new { conversationKey, rubric },
            transaction);
        return [.. rows.Select(r => r.ToReview())];
    }
}

internal sealed record ReviewRow
{
    public long Key { get; init; }

    public long ConversationKey { get; init; }

    public required string Rubric { get; init; }

    public required string Criterion { get; init; }

    public required string Evaluator { get; init; }

    public required string Decision { get; init; }

    public double? Score { get; init; }

    public string? Reason { get; init; }

    public int? DraftScore { get; init; }

    public required string Shown { get; init; }

    public long? Withdraws { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public Review ToReview() => new()
    {
        Key = Key,
        ConversationKey = ConversationKey,
        Rubric = Rubric,
        Criterion = Criterion,
        Evaluator = Evaluator,
        Decision = DecisionText.Parse(Decision),
        Score = Score,
        Reason = Reason,
        DraftScore = DraftScore,
        Shown = PresentationText.Parse(Shown),
        Withdraws = Withdraws,
        CreatedAt = CreatedAt,
    };
}
