using System.Data.Common;
using Dapper;
using QaAnalyzer.Search;

namespace QaAnalyzer.Storage;

/// <summary>Reads pages of the list of current conversations: filters, and the search as one filter more.</summary>
internal sealed class ConversationList(Database database, TimeProvider clock, ConversationStore conversations)
{
    private const int ReadAtOnce = 200;

    public async Task<ConversationPage> ReadAsync(ConversationFilter filter, CancellationToken cancel)
    {
        var search = SearchQuery.Read(filter.Search);
        if (search?.Refusal is { } refusal) return new([], 0) { Refusal = refusal };
        await using var connection = await database.OpenAsync(cancel);
        var sql = new ConversationListSql(database, filter, search);
        if (search is null) return new(await RowsAsync(connection, sql), await CountAsync(connection, sql));

        var page = search.Phrases.Count == 0
            ? new(await RowsAsync(connection, sql), await CountAsync(connection, sql))
            : await ReadPhrasesAsync(connection, sql, filter, search, cancel);
        var lacking = await new WordFill(database, clock).LackingAsync(connection, sql.Fitting, sql.Arguments(), ConversationPage.MostLacking + 1);
        return page with { Rows = await WithSnippetsAsync(connection, page.Rows, search, cancel), Lacking = lacking };
    }

    private static async Task<IReadOnlyList<ConversationRow>> RowsAsync(DbConnection connection, ConversationListSql sql, long[]? keys = null) =>
        [.. await connection.QueryAsync<ConversationRow>(keys is null ? sql.Rows : sql.RowsOfKeys, sql.Arguments(keys))];

    private static Task<long> CountAsync(DbConnection connection, ConversationListSql sql) => connection.ExecuteScalarAsync<long>(sql.Count, sql.Arguments());

    /// <summary>The index has no places of words, so what has all words of a phrase is read, the newest first.</summary>
    private async Task<ConversationPage> ReadPhrasesAsync(
        DbConnection connection, ConversationListSql sql, ConversationFilter filter, SearchQuery search, CancellationToken cancel)
    {
        var candidates = (await connection.QueryAsync<long>(sql.Keys(ConversationPage.MostRead + 1), sql.Arguments())).AsList();
        var matcher = new SearchMatcher(search);
        var found = new List<long>();
        foreach (var chunk in candidates.Take(ConversationPage.MostRead).Chunk(ReadAtOnce))
        {
            var bodies = await conversations.LoadAsync(connection, chunk, cancel);
            found.AddRange(bodies.Where(b => matcher.HasPhrases(b.Parse().Conversation.Utterances)).Select(b => b.Key).Reverse());
        }

        var shown = found.Skip((filter.Page - 1) * filter.PageSize).Take(filter.PageSize).ToArray();
        return new(shown.Length == 0 ? [] : await RowsAsync(connection, sql, shown), found.Count)
        {
            ReadDownTo = candidates.Count > ConversationPage.MostRead ? candidates[ConversationPage.MostRead - 1] : null,
        };
    }

    private async Task<IReadOnlyList<ConversationRow>> WithSnippetsAsync(
        DbConnection connection, IReadOnlyList<ConversationRow> rows, SearchQuery search, CancellationToken cancel)
    {
        if (rows.Count == 0) return rows;
        var matcher = new SearchMatcher(search);
        var bodies = await conversations.LoadAsync(connection, [.. rows.Select(r => r.Key)], cancel);
        var snippets = bodies.ToDictionary(b => b.Key, b => SearchSnippet.Of(b.Parse().Conversation, matcher));
        return [.. rows.Select(r => r with { Snippet = snippets.GetValueOrDefault(r.Key) })];
    }
}
