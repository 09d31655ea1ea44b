using System.Collections.Concurrent;
using QaAnalyzer.Agreement;
using QaAnalyzer.Rubrics;

namespace QaAnalyzer.App.Pages.Agreement;

/// <summary>Reports of agreement, worked out again only when reviews or drafts have come since.</summary>
internal sealed class AgreementBoard(AgreementStore store)
{
    private const int MostKept = 32;

    private readonly ConcurrentDictionary<(string Rubric, DateTimeOffset? From), (string Stamp, AgreementReport Report)> _kept = new();

    public Task<IReadOnlyList<string>> RubricsAsync(CancellationToken cancel) => store.RubricsAsync(cancel);

    public async Task<AgreementReport> ReportAsync(Rubric rubric, DateTimeOffset? from, CancellationToken cancel)
    {
        var stamp = await store.StampAsync(rubric.Id, cancel);
        if (_kept.TryGetValue((rubric.Id, from), out var kept) && kept.Stamp == stamp) return kept.Report;

        var scores = await store.ReadAsync(rubric.Id, from, cancel: cancel);
        var report = await Task.Run(() => AgreementReport.Of(scores, [.. rubric.Criteria.Select(c => c.Id)]), cancel);
        if (_kept.Count >= MostKept) _kept.Clear();
        _kept[(rubric.Id, from)] = (stamp, report);
        return report;
    }
}
