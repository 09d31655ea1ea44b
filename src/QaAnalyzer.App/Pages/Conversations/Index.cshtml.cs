using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using QaAnalyzer.App.Accounts;
using QaAnalyzer.Rubrics;
using QaAnalyzer.Storage;

namespace QaAnalyzer.App.Pages.Conversations;

/// <summary>All conversations, narrowed by filters that live in the address.</summary>
[Authorize(Policy = Policies.Read)]
internal sealed class IndexModel(ConversationStore conversations, RubricShelf shelf) : PageModel
{
    public const int PageSize = 50;

    [BindProperty(SupportsGet = true)]
    public ListQuery Query { get; set; } = new();

    public Rubric Rubric { get; private set; } = null!;

    public IReadOnlyList<Rubric> Rubrics => shelf.Active;

    public ConversationPage Found { get; private set; } = new([], 0);

    public IReadOnlyList<string> Queues { get; private set; } = [];

    public IReadOnlyList<string> Agents { get; private set; } = [];

    public int LastPage => (int)Math.Max(1, (Found.Total + PageSize - 1) / PageSize);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Rubric = shelf.Find(Query.Rubric) ?? shelf.Active[0];
        var onlyAgent = User.OnlyAgent();
        if (onlyAgent is null) (Queues, Agents) = await conversations.FilterValuesAsync(cancel);

        // An agent account without an agent id may see nothing, and an empty filter would mean "any".
        if (onlyAgent is "") return;

        Found = await conversations.ListAsync(
            new()
            {
                Rubric = Rubric.Id,
                Channel = Query.Channel,
                Language = Query.Language,
                Queue = Query.Queue,
                AgentId = onlyAgent ?? Query.Agent,
                Grade = Query.Grade,
                ReviewState = Query.State,
                Search = Query.Search,
                Page = Math.Max(1, Query.Page),
                PageSize = PageSize,
            },
            cancel);
    }
}

/// <summary>The filters as the address names them.</summary>
public sealed record ListQuery
{
    public string? Rubric { get; set; }

    public string? Channel { get; set; }

    public string? Language { get; set; }

    public string? Queue { get; set; }

    public string? Agent { get; set; }

    public string? Grade { get; set; }

    public string? State { get; set; }

    public string? Search { get; set; }

    public int Page { get; set; } = 1;

    /// <summary>Address of another page of the same list.</summary>
    public string To(int page) => QueryString.Create(
        new Dictionary<string, string?>
        {
            ["rubric"] = Rubric, ["channel"] = Channel, ["language"] = Language, ["queue"] = Queue, ["agent"] = Agent, ["grade"] = Grade, ["state"] = State, ["search"] = Search,
            ["page"] = page.ToString(System.Globalization.CultureInfo.InvariantCulture),
        }.Where(p => !string.IsNullOrEmpty(p.Value))).ToString();
}
