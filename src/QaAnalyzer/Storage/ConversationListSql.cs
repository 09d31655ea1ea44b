using System.Text;
using QaAnalyzer.Search;

namespace QaAnalyzer.Storage;

/// <summary>The statements of one list. A condition stands in each of them, so what a person may not see is neither shown nor counted.</summary>
internal sealed class ConversationListSql
{
    private const string Analyses = " LEFT JOIN analyses a ON a.conversation_key = c.key AND a.rubric = @Rubric AND a.is_current";
    private const string Work = " LEFT JOIN work w ON w.conversation_key = c.key AND w.rubric = @Rubric";
    private const string Reviews = " LEFT JOIN review_items i ON i.conversation_key = c.key AND i.rubric = @Rubric";

    private readonly Database _database;
    private readonly ConversationFilter _filter;
    private readonly StringBuilder _where = new("c.is_current");
    private readonly SearchQuery? _search;
    private readonly WordStore _words;
    private readonly string _matching;
    private readonly bool _asksAnalyses;
    private readonly bool _asksReviews;

    public ConversationListSql(Database database, ConversationFilter filter, SearchQuery? search)
    {
        (_database, _filter, _search, _words) = (database, filter, search, new(database));
        Narrow(filter.Channel, "c.channel = @Channel");
        Narrow(filter.Language, "c.language = @Language");
        Narrow(filter.Queue, "c.queue = @Queue");
        Narrow(filter.AgentId, "c.agent_id = @AgentId");
        _asksAnalyses = Narrow(filter.Grade, "a.grade = @Grade") | Narrow(filter.Flag, "a.flags LIKE @FlagPattern");
        _asksReviews = Narrow(filter.ReviewState, "i.state = @ReviewState");
        if (filter.Below is not null) _where.Append(" AND c.key < @Below");
        _matching = search is null ? "" : $" AND {_words.Matching}";
    }

    /// <summary>What fits all filters but the search: tables and condition.</summary>
    public string Fitting => $"conversations c{(_asksAnalyses ? Analyses : "")}{(_asksReviews ? Reviews : "")} WHERE {_where}";

    public string Count => $"SELECT count(*) FROM {Fitting}{_matching}";

    public string Rows => $"{Columns} WHERE {_where}{_matching} ORDER BY c.key DESC LIMIT @PageSize OFFSET @Offset";

    /// <summary>Of <c>@Keys</c>, which fit.</summary>
    public string RowsOfKeys => $"{Columns} WHERE c.key {_database.OneOf("@Keys")} ORDER BY c.key DESC";

    private static string Columns => $"""
        SELECT c.key, c.source, c.id, c.version, c.channel, c.language, c.started_at, c.queue, c.agent_id, c.agent_name, c.utterance_count, c.received_at,
               a.score, a.grade, a.flags, COALESCE(w.state, CASE WHEN a.key IS NOT NULL THEN 'done' END) AS work_state, i.state AS review_state
        FROM conversations c{Analyses}{Work}{Reviews}
        """;

    public string Keys(int limit) => $"SELECT c.key FROM {Fitting}{_matching} ORDER BY c.key DESC LIMIT {limit}";

    public object Arguments(long[]? keys = null) => new
    {
        _filter.Rubric,
        _filter.Channel,
        _filter.Language,
        _filter.Queue,
        _filter.AgentId,
        _filter.Grade,
        _filter.ReviewState,
        FlagPattern = StoredFlag.Pattern(_filter.Flag),
        _filter.Below,
        _filter.PageSize,
        Offset = (_filter.Page - 1) * _filter.PageSize,
        Words = _search is null ? null : _words.Expression(_search),
        Needles = _search?.Words.Select(WordStore.Needle).ToArray() ?? [],
        IdNeedle = _search?.Id is { } id ? WordStore.Needle(id) : null,
        Keys = keys ?? [],
    };

    private bool Narrow(string? value, string sql)
    {
        if (string.IsNullOrWhiteSpace(value)) return false;
        _where.Append(" AND ").Append(sql);
        return true;
    }
}
