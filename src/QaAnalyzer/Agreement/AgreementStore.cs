using Dapper;
using QaAnalyzer.Reviews;
using QaAnalyzer.Storage;

namespace QaAnalyzer.Agreement;

/// <summary>The scores of people out of the database, as agreement needs them.</summary>
public sealed class AgreementStore(Database database)
{
    /// <summary>
    /// The newest decision of each evaluator per conversation and criterion, versions of a conversation taken together; lines marked not
    /// applicable are left out. On the page the draft is the one of that moment. History is compared with the rules' draft alone: a learned
    /// scorer may have learned from the very score.
    /// </summary>
    /// <param name="rubric">Rubric id with version.</param>
    /// <param name="from">Earliest moment of the decision; any when null.</param>
    /// <param name="until">First moment that no longer counts; none when null.</param>
    /// <param name="cancel">Stops the reading.</param>
    public async Task<IReadOnlyList<HumanScore>> ReadAsync(
        string rubric, DateTimeOffset? from = null, DateTimeOffset? until = null, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        var rows = await connection.QueryAsync<ScoreRow>(
            """
            SELECT c.source, c.id, r.criterion, r.evaluator, r.score, r.shown, COALESCE(r.draft_score, d.score) AS draft, c.agent_id, c.agent_name
            FROM reviews r JOIN conversations c ON c.key = r.conversation_key
            LEFT JOIN analyses a ON r.origin = 'import' AND a.conversation_key = r.conversation_key AND a.rubric = r.rubric AND a.is_current
            LEFT JOIN drafts d ON d.analysis_key = a.key AND d.criterion = r.criterion AND d.source = 'Rubric'
            WHERE r.rubric = @rubric AND r.decision <> 'withdrawn' AND r.criterion NOT LIKE 'auto-fail:%' AND r.created_at >= @From AND r.created_at < @Until
              AND NOT EXISTS (SELECT 1 FROM reviews w WHERE w.withdraws = r.key)
            ORDER BY r.created_at, r.key
            """,
            new { rubric, From = from ?? DateTimeOffset.UnixEpoch, Until = until ?? DateTimeOffset.MaxValue.AddDays(-2) });
        var newest = new Dictionary<(string, string, string, string), ScoreRow>();
        foreach (var row in rows) newest[(row.Source, row.Id, row.Criterion, row.Evaluator)] = row;
        return [.. newest.Values.Where(r => r.Score is not null).Select(r => r.ToScore())];
    }

    /// <summary>Rubrics that have reviews.</summary>
    public async Task<IReadOnlyList<string>> RubricsAsync(CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        return [.. await connection.QueryAsync<string>("SELECT DISTINCT rubric FROM reviews ORDER BY rubric")];
    }

    /// <summary>Differs whenever what <see cref="ReadAsync"/> returns may differ.</summary>
    public async Task<string> StampAsync(string rubric, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        var (reviews, analyses) = await connection.QuerySingleAsync<(long, long)>(
            "SELECT COALESCE((SELECT max(key) FROM reviews), 0), COALESCE((SELECT max(key) FROM analyses WHERE rubric = @rubric), 0)", new { rubric });
        return $"{reviews}/{analyses}";
    }

    private sealed record ScoreRow
    {
        public required string Source { get; init; }

        public required string Id { get; init; }

        public required string Criterion { get; init; }

        public required string Evaluator { get; init; }

        public double? Score { get; init; }

        public required string Shown { get; init; }

        public int? Draft { get; init; }

        public string? AgentId { get; init; }

        public string? AgentName { get; init; }

        public HumanScore ToScore() => new()
        {
            Conversation = $"{Source}\n{Id}",
            Criterion = Criterion,
            Evaluator = Evaluator,
            Score = Score!.Value,
            Shown = PresentationText.Parse(Shown),
            Draft = Draft,
            AgentId = AgentId,
            AgentName = AgentName,
        };
    }
}
