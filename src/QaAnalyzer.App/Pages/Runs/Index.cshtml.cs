using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using QaAnalyzer.App.Accounts;
using QaAnalyzer.Storage;

namespace QaAnalyzer.App.Pages.Runs;

/// <summary>Imports and night runs with their counts, and the records that could not be read.</summary>
[Authorize(Policy = Policies.Runs)]
internal sealed class IndexModel(RunStore runs) : PageModel
{
    private const int ShownRuns = 50;
    private const int ShownRecords = 100;

    public IReadOnlyList<RunRow> Runs { get; private set; } = [];

    public IReadOnlyList<QuarantineRow> Quarantined { get; private set; } = [];

    /// <summary>The run whose records are shown; null shows the newest of all.</summary>
    public long? Run { get; private set; }

    public async Task OnGetAsync(long? run, CancellationToken cancel)
    {
        Run = run;
        Runs = await runs.LatestAsync(ShownRuns, cancel);
        Quarantined = await runs.QuarantinedAsync(run, ShownRecords, cancel);
    }
}
