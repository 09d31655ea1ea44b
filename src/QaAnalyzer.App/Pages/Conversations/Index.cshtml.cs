using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using QaAnalyzer.App.Accounts;
using QaAnalyzer.App.Pages.Screens;
using QaAnalyzer.App.Texts;
using QaAnalyzer.Conversations;
using QaAnalyzer.Reviews;
using QaAnalyzer.Rubrics;
using QaAnalyzer.Signals.Channels;
using QaAnalyzer.Storage;

namespace QaAnalyzer.App.Pages.Conversations;

/// <summary>All conversations, narrowed by filters that live in the address.</summary>
[Authorize(Policy = Policies.Read)]
internal sealed class IndexModel(ConversationStore conversations, BlindShare blind, RubricShelf shelf) : PageModel
{
    private const int PageSize = 50;
    private static readonly string[] ReviewStates = ["pending", "done"];
    private static readonly string[] FlagKinds = ["any", .. ChannelFlag.Kinds];
    private IReadOnlyList<string> _queues = [];
    private IReadOnlyList<string> _agents = [];

    [BindProperty(SupportsGet = true)]
    public ListQuery Query { get; set; } = new();

    public Rubric Rubric { get; private set; } = null!;

    public ConversationPage Found { get; private set; } = new([], 0);

    public int LastPage => (int)Math.Max(1, (Found.Total + PageSize - 1) / PageSize);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Rubric = shelf.Find(Query.Rubric) ?? shelf.Active[0];
        var onlyAgent = User.OnlyAgent();
        if (onlyAgent is null) (_queues, _agents) = await conversations.FilterValuesAsync(cancel);

        // An agent account without an agent id may see nothing, and an empty filter would mean "any".
        if (onlyAgent is not "") Found = await conversations.ListAsync(Filter(onlyAgent), cancel);
    }

    /// <summary>True for an item that waits to be scored without its draft, and a person who might score it.</summary>
    public bool IsBlind(ConversationRow row) => row.ReviewState == "pending" && User.OnlyAgent() is null && blind.Covers(row.Id, Rubric.Id);

    /// <summary>The filters that narrow something: none with a single value to choose.</summary>
    public IEnumerable<Choice> Choices(UiText text)
    {
        var any = text["filter.any"];
        var channels = Enum.GetNames<Channel>().Select(n => n.ToLowerInvariant());
        if (shelf.Active.Count > 1) yield return new(text["filter.rubric"], "rubric", Rubric.Id, shelf.Active.Select(r => (r.Id, text.Say(r.Name))), null);
        yield return new(text["filter.channel"], "channel", Query.Channel, channels.Select(c => (c, text.Name("channel", c))), any);
        yield return new(text["filter.language"], "language", Query.Language, TextCatalog.Languages.Select(l => (l, text.Name("language", l))), any);
        if (_queues.Count > 0) yield return new(text["filter.queue"], "queue", Query.Queue, _queues.Select(q => (q, q)), any);
        if (_agents.Count > 0) yield return new(text["filter.agent"], "agent", Query.Agent, _agents.Select(a => (a, a)), any);
        yield return new(text["filter.grade"], "grade", Query.Grade, Rubric.Total.Grades.Select(g => (g.Id, text.Say(g.Name))), any);
        yield return new(text["filter.state"], "state", Query.State, ReviewStates.Select(s => (s, text.Name("review", s))), any);
        yield return new(text["filter.flag"], "flag", Query.Flag, FlagKinds.Select(f => (f, text.Name("flag", f))), any);
    }

    private ConversationFilter Filter(string? onlyAgent) => new()
    {
        Rubric = Rubric.Id,
        Channel = Query.Channel,
        Language = Query.Language,
        Queue = Query.Queue,
        AgentId = onlyAgent ?? Query.Agent,
        Grade = Query.Grade,
        ReviewState = Query.State,
        Flag = Query.Flag,
        Search = Query.Search,
        Below = Query.Below,
        Page = Math.Max(1, Query.Page),
        PageSize = PageSize,
    };
}
