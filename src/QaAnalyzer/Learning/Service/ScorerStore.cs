using System.Data.Common;
using Dapper;
using QaAnalyzer.Storage;

namespace QaAnalyzer.Learning.Service;

/// <summary>Scorers, what became of them, and how they serve. Rows are only ever added, so every draft can be traced.</summary>
public sealed class ScorerStore(Database database, TimeProvider clock)
{
    private const string Columns = """
        s.id, s.rubric, s.tagger, s.reviews, s.conversations, s.last_review, s.created_at, t.state, t.reason_zh, t.reason_en, t.worst_fairness_share, t.created_at AS state_since
        FROM scorers s JOIN scorer_states t ON t.key = (SELECT max(n.key) FROM scorer_states n WHERE n.scorer = s.id)
        """;

    /// <summary>The newest scorers of a rubric, the newest first.</summary>
    public async Task<IReadOnlyList<StoredScorer>> LatestAsync(string rubric, int count, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        var rows = await connection.QueryAsync<StoredScorer>($"SELECT {Columns} WHERE s.rubric = @rubric ORDER BY s.key DESC LIMIT @count", new { rubric, count });
        return [.. rows];
    }

    /// <summary>The one trained last, whatever became of it; null when there is none.</summary>
    public async Task<StoredScorer?> NewestAsync(string rubric, CancellationToken cancel = default) => (await LatestAsync(rubric, 1, cancel)) is [var newest] ? newest : null;

    /// <summary>The active scorer of a rubric; null when there is none.</summary>
    public async Task<StoredScorer?> ActiveAsync(string rubric, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        return await connection.QuerySingleOrDefaultAsync<StoredScorer>($"SELECT {Columns} WHERE s.rubric = @rubric AND t.state = 'active'", new { rubric });
    }

    /// <summary>The newest settings of a scorer, or those of a number; null when there are none.</summary>
    public async Task<ScorerSettings?> SettingsAsync(string scorer, int? number = null, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        var row = await connection.QuerySingleOrDefaultAsync<SettingsRow>(
            """
            SELECT number, criteria, created_at FROM scorer_settings
            WHERE scorer = @scorer AND (CAST(@number AS INTEGER) IS NULL OR number = @number) ORDER BY number DESC LIMIT 1
            """,
            new { scorer, number });
        return row is null ? null : new(scorer, (int)row.Number, StoredJson.Read<List<CriterionService>>(row.Criteria), row.CreatedAt);
    }

    /// <summary>The file as trained.</summary>
    public async Task<byte[]> FileAsync(string scorer, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        return await connection.QuerySingleAsync<byte[]>("SELECT file FROM scorers WHERE id = @scorer", new { scorer });
    }

    internal async Task<IReadOnlySet<long>> HeldOutAsync(string scorer, CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        return StoredJson.Read<HashSet<long>>(await connection.QuerySingleAsync<string>("SELECT held_out FROM scorers WHERE id = @scorer", new { scorer }));
    }

    /// <summary>A name that no scorer of the form's family has.</summary>
    internal async Task<string> NextIdAsync(string family, CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        var count = await connection.ExecuteScalarAsync<long>("SELECT count(*) FROM scorers WHERE id LIKE @pattern", new { pattern = $"{family}-scorer.v%" });
        return $"{family}-scorer.v{count + 1}";
    }

    internal async Task AddAsync(NewScorer scorer, Sentence reason, CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var origin = scorer.Trained.Origin;
        await connection.ExecuteAsync(
            """
            INSERT INTO scorers (id, rubric, tagger, file, reviews, conversations, last_review, held_out, created_at)
            VALUES (@Id, @Rubric, @Tagger, @File, @Reviews, @Conversations, @LastReview, @HeldOut, @Now)
            """,
            new
            {
                origin.Id,
                origin.Rubric,
                origin.Tagger,
                scorer.Trained.File,
                origin.Reviews,
                origin.Conversations,
                scorer.LastReview,
                HeldOut = StoredJson.Write(scorer.HeldOut),
                Now = clock.GetUtcNow(),
            },
            transaction);
        await SetStateAsync(connection, transaction, origin.Id, "candidate", reason, null);
        await transaction.CommitAsync(cancel);
    }

    internal async Task BlockAsync(string scorer, Sentence reason, double? fairness, CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        await SetStateAsync(connection, null, scorer, "blocked", reason, fairness);
    }

    /// <summary>Puts a scorer into service in place of the one before; a rubric has one active scorer at most.</summary>
    internal async Task ActivateAsync(string rubric, string scorer, IReadOnlyList<CriterionService> criteria, Sentence reason, double? fairness, CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var active = await connection.QueryAsync<string>($"SELECT id FROM (SELECT {Columns} WHERE s.rubric = @rubric AND t.state = 'active') AS a", new { rubric }, transaction);
        foreach (var old in active) await SetStateAsync(connection, transaction, old, "retired", new($"由 {scorer} 接替", $"replaced by {scorer}"), null);
        await AddSettingsAsync(connection, transaction, scorer, criteria);
        await SetStateAsync(connection, transaction, scorer, "active", reason, fairness);
        await transaction.CommitAsync(cancel);
    }

    internal async Task RetireAsync(string scorer, Sentence reason, CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        await SetStateAsync(connection, null, scorer, "retired", reason, null);
    }

    /// <summary>New settings, unless they say what those in force say.</summary>
    internal async Task<bool> ServeAsync(ScorerSettings inForce, IReadOnlyList<CriterionService> criteria, CancellationToken cancel)
    {
        if (StoredJson.Write(inForce.Criteria) == StoredJson.Write(criteria)) return false;
        await using var connection = await database.OpenAsync(cancel);
        await AddSettingsAsync(connection, null, inForce.Scorer, criteria);
        return true;
    }

    /// <summary>Learned drafts of a scorer counted by criterion and score, of analyses made in a stretch of time.</summary>
    internal async Task<IReadOnlyDictionary<string, long[]>> DraftsAsync(StoredScorer scorer, DateTimeOffset from, DateTimeOffset until, CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        var rows = await connection.QueryAsync<(string Criterion, long Score, long Count)>(
            """
            SELECT d.criterion, d.score, count(*) FROM analyses a JOIN drafts d ON d.analysis_key = a.key
            WHERE a.conversation_key >= @First AND a.conversation_key < @Last AND d.analysis_key >= @First AND d.analysis_key < @Last
              AND a.rubric = @Rubric AND a.scorer LIKE @Scorer AND a.created_at >= @from AND a.created_at < @until AND d.source = 'Learned'
            GROUP BY d.criterion, d.score
            """,
            new
            {
                scorer.Rubric,
                Scorer = scorer.Id + "/%",
                from,
                until,

                // Keys carry the month of receipt: what was received in these months and the one before is all that a night analyses.
                First = RowKeys.FirstOf(RowKeys.MonthOf(from) - 1),
                Last = RowKeys.FirstOf(RowKeys.MonthOf(until) + 1),
            },
            commandTimeout: 0);
        var counts = new Dictionary<string, long[]>(StringComparer.Ordinal);
        foreach (var (criterion, score, count) in rows)
        {
            if (!counts.TryGetValue(criterion, out var bins)) counts.Add(criterion, bins = new long[OrdinalTarget.Scores]);
            bins[score - 1] = count;
        }

        return counts;
    }

    private Task<int> SetStateAsync(DbConnection connection, DbTransaction? transaction, string scorer, string state, Sentence reason, double? fairness) => connection.ExecuteAsync(
        """
        INSERT INTO scorer_states (scorer, state, reason_zh, reason_en, worst_fairness_share, created_at)
        VALUES (@scorer, @state, @Zh, @En, @fairness, @Now)
        """,
        new { scorer, state, reason.Zh, reason.En, fairness, Now = clock.GetUtcNow() },
        transaction);

    private Task<int> AddSettingsAsync(DbConnection connection, DbTransaction? transaction, string scorer, IReadOnlyList<CriterionService> criteria) => connection.ExecuteAsync(
        """
        INSERT INTO scorer_settings (scorer, number, criteria, created_at)
        SELECT @scorer, COALESCE(max(number), 0) + 1, @Criteria, @Now FROM scorer_settings WHERE scorer = @scorer
        """,
        new { scorer, Criteria = StoredJson.Write(criteria), Now = clock.GetUtcNow() },
        transaction);

    private sealed record SettingsRow
    {
        public long Number { get; init; }

        public required string Criteria { get; init; }

        public DateTimeOffset CreatedAt { get; init; }
    }
}
