using System.Data.Common;
using Dapper;
using QaAnalyzer.Scoring;
using QaAnalyzer.Signals;

namespace QaAnalyzer.Storage;

/// <summary>Analyses with their signals and drafts. A new analysis supersedes the current one; old ones stay as they were.</summary>
public sealed class AnalysisStore(Database database, TimeProvider clock)
{
    private readonly MeasureLists _lists = new(database);

    /// <summary>
    /// Saves inside the caller's transaction and makes each the current analysis of its conversation and rubric. Analyses of one conversation
    /// that stand together and found the same share their signal rows.
    /// </summary>
    public async Task SaveAsync(
        DbConnection connection, DbTransaction transaction, IReadOnlyList<NewAnalysis> analyses, long? runKey, CancellationToken cancel = default)
    {
        if (analyses.Count == 0) return;
        await SupersedeAsync(connection, transaction, analyses);
        var placed = await PlaceAsync(connection, transaction, analyses, cancel);
        var now = clock.GetUtcNow();
        await AnalysisRows.Analyses.WriteAsync(connection, transaction, sink => placed.ForEach(p => AnalysisRows.Write(sink, p, runKey, now)), cancel);
        await AnalysisRows.Signals.WriteAsync(connection, transaction, sink => placed.ForEach(p => WriteOwnSignals(sink, p)), cancel);
        await AnalysisRows.Drafts.WriteAsync(connection, transaction, sink => placed.ForEach(p => AnalysisRows.WriteDrafts(sink, p)), cancel);
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

    private async Task SupersedeAsync(DbConnection connection, DbTransaction transaction, IReadOnlyList<NewAnalysis> analyses)
    {
        foreach (var ofRubric in analyses.GroupBy(a => a.Analysis.Rubric, StringComparer.Ordinal))
        {
            await connection.ExecuteAsync(
                $"UPDATE analyses SET is_current = FALSE WHERE conversation_key {database.OneOf("@keys")} AND rubric = @Rubric AND is_current",
                new { keys = ofRubric.Select(a => a.ConversationKey).Order().ToArray(), Rubric = ofRubric.Key },
                transaction);
        }
    }

    /// <summary>Gives keys; writes nothing but a list of measures that is new.</summary>
    internal async Task<List<PlacedAnalysis>> PlaceAsync(
        DbConnection connection, DbTransaction transaction, IReadOnlyList<NewAnalysis> analyses, CancellationToken cancel)
    {
        var numbers = await RowKeys.NumbersAsync(database, connection, transaction, RowKeys.Analyses, analyses.Count);
        var placed = new List<PlacedAnalysis>(analyses.Count);
        for (var i = 0; i < analyses.Count; i++)
        {
            var (conversation, analysis) = analyses[i];
            var key = RowKeys.Of(RowKeys.MonthOf(conversation), numbers[i]);
            var set = placed.Count > 0 && placed[^1].ConversationKey == conversation && Same(placed[^1].Analysis.Signals, analysis.Signals) ? placed[^1].SignalSet : key;
            placed.Add(new(conversation, key, set, await _lists.KeyOfAsync(connection, transaction, analysis.Rubric, analysis.Measures, cancel), analysis));
        }

        return placed;
    }

    private static void WriteOwnSignals(Bulk.IRowSink sink, PlacedAnalysis placed)
    {
        if (placed.SignalSet == placed.Key) AnalysisRows.WriteSignals(sink, placed);
    }

    private static bool Same(IReadOnlyList<Signal> a, IReadOnlyList<Signal> b) => ReferenceEquals(a, b) || a.SequenceEqual(b);
}

/// <summary>An analysis of a stored conversation.</summary>
public readonly record struct NewAnalysis(long ConversationKey, ConversationAnalysis Analysis);
