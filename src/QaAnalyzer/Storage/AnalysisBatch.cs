using System.Data.Common;
using QaAnalyzer.Scoring;
using QaAnalyzer.Signals;
using QaAnalyzer.Storage.Bulk;

namespace QaAnalyzer.Storage;

/// <summary>
/// Analyses on their way into the database, with the keys they will have. Analyses of one conversation that stand together and found the same
/// share their signal rows.
/// </summary>
internal sealed class AnalysisBatch : IDisposable
{
    private readonly long[] _numbers;
    private readonly Func<ConversationAnalysis, ValueTask<int>> _listOf;
    private readonly long? _run;
    private readonly DateTimeOffset _now;
    private readonly BulkRows _analyses;
    private readonly BulkRows _signals;
    private readonly BulkRows _drafts;
    private readonly List<Claim> _claims = [];
    private PlacedAnalysis? _last;

    /// <param name="dialect">Whose rows they will be.</param>
    /// <param name="numbers">For their keys; at least as many as will be added.</param>
    /// <param name="listOf">The key of an analysis' list of measures.</param>
    /// <param name="run">The run that makes them.</param>
    /// <param name="now">When they are made.</param>
    public AnalysisBatch(Dialect dialect, long[] numbers, Func<ConversationAnalysis, ValueTask<int>> listOf, long? run, DateTimeOffset now)
    {
        (_numbers, _listOf, _run, _now) = (numbers, listOf, run, now);
        (_analyses, _signals, _drafts) = (new(AnalysisRows.Analyses, dialect), new(AnalysisRows.Signals, dialect), new(AnalysisRows.Drafts, dialect));
    }

    /// <summary>What has been added.</summary>
    public IReadOnlyList<Claim> Claims => _claims;

    public async ValueTask AddAsync(NewAnalysis added)
    {
        var (conversation, analysis) = added;
        var key = RowKeys.Of(RowKeys.MonthOf(conversation), _numbers[_claims.Count]);
        var shared = _last is { } last && last.ConversationKey == conversation && Same(last.Analysis.Signals, analysis.Signals) ? last.SignalSet : (long?)null;
        var placed = new PlacedAnalysis(conversation, key, shared ?? key, await _listOf(analysis), analysis);
        _analyses.Add(sink => AnalysisRows.Write(sink, placed, _run, _now));
        if (shared is null) _signals.Add(sink => AnalysisRows.WriteSignals(sink, placed));
        _drafts.Add(sink => AnalysisRows.WriteDrafts(sink, placed));
        _claims.Add(new(conversation, analysis.Rubric));
        _last = placed;
    }

    public async Task WriteAsync(DbConnection connection, DbTransaction transaction, CancellationToken cancel = default)
    {
        await _analyses.WriteAsync(connection, transaction, cancel);
        await _signals.WriteAsync(connection, transaction, cancel);
        await _drafts.WriteAsync(connection, transaction, cancel);
    }

    public void Dispose()
    {
        _analyses.Dispose();
        _signals.Dispose();
        _drafts.Dispose();
    }

    private static bool Same(IReadOnlyList<Signal> a, IReadOnlyList<Signal> b) => ReferenceEquals(a, b) || a.SequenceEqual(b);
}
