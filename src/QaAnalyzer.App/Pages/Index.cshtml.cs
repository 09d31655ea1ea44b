using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using QaAnalyzer.App.Accounts;
using QaAnalyzer.Reviews;

namespace QaAnalyzer.App.Pages;

/// <summary>The queue: what waits and the way to the next item.</summary>
internal sealed class IndexModel(QueueReader reader, ReviewQueue queue, BlindShare blind, RubricShelf shelf) : PageModel
{
    private const int ShownItems = 25;

    public RubricShelf Shelf => shelf;

    public QueueCounts Counts { get; private set; } = new(0, 0, 0);

    public IReadOnlyList<QueueItem> Items { get; private set; } = [];

    /// <summary>True for an item whose draft the list may not tell either.</summary>
    public bool IsBlind(QueueItem item) => blind.Covers(item.ConversationId, item.Rubric);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (Navigation.Home(User) is var home && home != "/") return LocalRedirect(home);

        Counts = await reader.CountsAsync(shelf.ActiveIds, User.Name(), cancel);
        Items = await reader.UpcomingAsync(shelf.ActiveIds, ShownItems, cancel);
        return Page();
    }

    /// <summary>Leases the next item and opens it; <paramref name="from"/> is the one just finished, to find the way back.</summary>
    public async Task<IActionResult> OnPostNextAsync(long? from, CancellationToken cancel)
    {
        if (!User.IsInRole(Roles.Lead) && !User.IsInRole(Roles.Evaluator)) return Forbid();

        return await queue.NextAsync(shelf.ActiveIds, User.Name(), cancel) is var (key, rubric)
            ? LocalRedirect($"/review/{key}?rubric={rubric}{(from is null ? "" : $"&from={from}")}")
            : LocalRedirect("/");
    }
}
