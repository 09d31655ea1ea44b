using System.Data.Common;
using Dapper;
using QaAnalyzer.Scoring;
using QaAnalyzer.Signals;

namespace QaAnalyzer.Storage;

/// <summary>Analyses with their signals and drafts. A new analysis supersedes the current one; old ones stay as they were.</summary>
public sealed class AnalysisStore(Database database, TimeProvider clock)
{
    /// <summary>Saves inside the caller's transaction and makes it the current analysis of its conversation and rubric.</summary>
    public async Task<long> SaveAsync(DbConnection connection, DbTransaction transaction, long conversationKey, long? runKey, ConversationAnalysis analysis)
    {
        await connection.ExecuteAsync(
            "UPDATE analyses SET is_current = FALSE WHERE conversation_key = @conversationKey AND rubric = @Rubric AND is_current",
            new { conversationKey, analysis.Rubric },
            transaction);
        var key = await connection.ExecuteScalarAsync<long>(
            """
            INSERT INTO analyses (conversation_key, rubric, tagger, scorer, is_current, run_key, created_at, score, percent, deductions, grade, covered_weight, auto_fails, measures, failures, flags)
            VALUES (@conversationKey, @Rubric, @Tagger, @Scorer, TRUE, @runKey, @CreatedAt, @Score, @Percent, @Deductions, @Grade, @CoveredWeight, @AutoFails, @Measures, @Failures, @Flags)
            RETURNING key
            """,
            new
            {
                conversationKey,
                analysis.Rubric,
                analysis.Tagger,
                analysis.Scorer,
                runKey,
                CreatedAt = clock.GetUtcNow(),
                analysis.Total?.Score,
                analysis.Total?.Percent,
                analysis.Total?.Deductions,
                analysis.Total?.Grade,
                analysis.Total?.CoveredWeight,
                AutoFails = StoredJson.Write(analysis.Total?.AutoFails ?? []),
                Measures = StoredJson.Write(analysis.Measures.Select(StoredMeasure.From).ToList()),
                Failures = StoredJson.Write(analysis.Failures),
                Flags = StoredJson.Write(analysis.Flags.Select(StoredFlag.From).ToList()),
            },
            transaction);
        await AnalysisRows.InsertAsync(database, connection, transaction, key, analysis);
        return key;
    }

    /// <summary>The current analysis, or null while there is none.</summary>
    public async Task<ConversationAnalysis?> CurrentAsync(long conversationKey, string rubric, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        var row = await connection.QuerySingleOrDefaultAsync<AnalysisRow>(
            """
            SELECT a.key, c.id AS conversation_id, a.rubric, a.tagger, a.scorer, a.score, a.percent, a.deductions, a.grade, a.covered_weight, a.auto_fails, a.measures, a.failures,
                   a.flags
            FROM analyses a JOIN conversations c ON c.key = a.conversation_key
            WHERE a.conversation_key = @conversationKey AND a.rubric = @rubric AND a.is_current
            """,
            new { conversationKey, rubric });
        if (row is null) return null;

        var signals = await AnalysisRows.SignalsAsync(connection, row.Key);
        var drafts = await AnalysisRows.DraftsAsync(connection, row.Key);
        return row.ToAnalysis(signals, drafts);
    }

    /// <summary>Rubrics under which a conversation is or is to be analysed.</summary>
    public async Task<IReadOnlyList<string>> CoveredByAsync(long conversationKey, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        return
        [
            .. await connection.QueryAsync<string>(
                """
                SELECT rubric FROM analyses WHERE conversation_key = @conversationKey AND is_current
                UNION SELECT rubric FROM work WHERE conversation_key = @conversationKey ORDER BY rubric
                """,
                new { conversationKey }),
        ];
    }

    /// <summary>Rubrics under which a conversation has a current analysis.</summary>
    public async Task<IReadOnlyList<string>> RubricsOfAsync(long conversationKey, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        return [.. await connection.QueryAsync<string>("SELECT rubric FROM analyses WHERE conversation_key = @conversationKey AND is_current ORDER BY rubric", new { conversationKey })];
    }
}
