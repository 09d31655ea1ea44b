using System.Data.Common;
using Dapper;
using QaAnalyzer.Scoring;

namespace QaAnalyzer.Storage;

/// <summary>Analyses with their signals and drafts. A new analysis supersedes the current one; old ones stay as they were.</summary>
public sealed class AnalysisStore(Database database, TimeProvider clock)
{
    private readonly MeasureLists _lists = new(database);

    /// <summary>Saves inside the caller's transaction and makes each the current analysis of its conversation and rubric.</summary>
    public async Task SaveAsync(
        DbConnection connection, DbTransaction transaction, IReadOnlyList<NewAnalysis> analyses, long? runKey, CancellationToken cancel = default)
    {
        var numbers = await RowKeys.NumbersAsync(database, connection, transaction, RowKeys.Analyses, analyses.Count);
        using var batch = new AnalysisBatch(
            database.Dialect, numbers, analysis => _lists.KeyOfAsync(analysis.Rubric, analysis.Measures, (connection, transaction), cancel), runKey, clock.GetUtcNow());
        foreach (var analysis in analyses) await batch.AddAsync(analysis);
        await SaveAsync(connection, transaction, batch, cancel);
    }

    /// <summary>Room for so many analyses, to be made ready before the transaction that saves them.</summary>
    internal async Task<AnalysisBatch> PrepareAsync(int most, long? runKey, CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        var numbers = await RowKeys.NumbersAsync(database, connection, null, RowKeys.Analyses, most);
        return new(database.Dialect, numbers, analysis => _lists.KeyOfAsync(analysis.Rubric, analysis.Measures, null, cancel), runKey, clock.GetUtcNow());
    }

    /// <summary>Saves inside the caller's transaction and makes each the current analysis of its conversation and rubric.</summary>
    internal async Task SaveAsync(DbConnection connection, DbTransaction transaction, AnalysisBatch batch, CancellationToken cancel = default)
    {
        await SupersedeAsync(connection, transaction, batch.Claims);
        await batch.WriteAsync(connection, transaction, cancel);
    }

    /// <summary>Saves one.</summary>
    public Task SaveAsync(DbConnection connection, DbTransaction transaction, long conversationKey, long? runKey, ConversationAnalysis analysis) =>
        SaveAsync(connection, transaction, [new(conversationKey, analysis)], runKey);

    /// <summary>The current analysis, or null while there is none. Its measures have no sentences.</summary>
    public async Task<ConversationAnalysis?> CurrentAsync(long conversationKey, string rubric, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        var row = await connection.QuerySingleOrDefaultAsync<AnalysisRow>(
            """
            SELECT a.key, c.id AS conversation_id, a.rubric, a.tagger, a.scorer, a.score, a.percent, a.deductions, a.grade, a.covered_weight, a.auto_fails, a.failures,
                   a.flags, a.signal_set, l.ids AS measure_ids, a.measures
            FROM analyses a JOIN conversations c ON c.key = a.conversation_key JOIN measure_lists l ON l.key = a.measure_list
            WHERE a.conversation_key = @conversationKey AND a.rubric = @rubric AND a.is_current
            """,
            new { conversationKey, rubric });
        if (row is null) return null;

        var signals = await AnalysisRows.SignalsAsync(connection, row.SignalSet);
        var drafts = await AnalysisRows.DraftsAsync(connection, row.Key, signals);
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

    private async Task SupersedeAsync(DbConnection connection, DbTransaction transaction, IReadOnlyList<Claim> claims)
    {
        foreach (var ofRubric in claims.GroupBy(c => c.Rubric, StringComparer.Ordinal))
        {
            await connection.ExecuteAsync(
                $"UPDATE analyses SET is_current = FALSE WHERE conversation_key {database.OneOf("@keys")} AND rubric = @Rubric AND is_current",
                new { keys = ofRubric.Select(c => c.ConversationKey).Order().ToArray(), Rubric = ofRubric.Key },
                transaction);
        }
    }
}

/// <summary>An analysis of a stored conversation.</summary>
public readonly record struct NewAnalysis(long ConversationKey, ConversationAnalysis Analysis);
