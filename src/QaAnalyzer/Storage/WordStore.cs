using System.Data.Common;
using Dapper;
using QaAnalyzer.Conversations;
using QaAnalyzer.Search;
using QaAnalyzer.Storage.Bulk;

namespace QaAnalyzer.Storage;

/// <summary>
/// The words by which current conversations are found: in PostgreSQL texts without an index that <see cref="WordFill"/> moves under one, in SQLite
/// a full-text index.
/// </summary>
internal sealed class WordStore(Database database)
{
    private static readonly BulkTable NewWords = new("new_words", ["key", "words"]);
    private static readonly BulkTable Index = new("conversation_words", ["rowid", "words"]);

    /// <summary>The condition that the conversation <c>c</c> has no words yet.</summary>
    public string Lacking => database.Sql(
        sqlite: "NOT EXISTS (SELECT 1 FROM conversation_words w WHERE w.rowid = c.key)",
        postgreSql: "NOT EXISTS (SELECT 1 FROM conversation_words w WHERE w.key = c.key) AND NOT EXISTS (SELECT 1 FROM new_words n WHERE n.key = c.key)");

    /// <summary>The condition that the conversation <c>c</c> has the words of the parameters <c>@Words</c>, <c>@Needles</c> and <c>@IdNeedle</c>.</summary>
    public string Matching => database.Sql(
        sqlite: "c.key IN (SELECT rowid FROM conversation_words WHERE conversation_words MATCH @Words)",
        postgreSql: """
            c.key IN (SELECT w.key FROM conversation_words w WHERE w.words @@ @Words::tsquery
                      UNION ALL SELECT n.key FROM new_words n WHERE n.words LIKE ALL (@Needles) OR n.words LIKE @IdNeedle)
            """);

    /// <summary>A query in the language of the index. No word has a sign that means something there, except what <see cref="IdWords"/> puts in.</summary>
    public string Expression(SearchQuery query)
    {
        var words = string.Join(database.Sql(sqlite: " AND ", postgreSql: " & "), query.Words.Select(Operand));
        return query.Id is { } id ? $"({words}) {database.Sql(sqlite: "OR", postgreSql: "|")} {Operand(id)}" : words;
    }

    /// <summary>What a text of words is like that has this one.</summary>
    public static string Needle(SearchWord word) => $"% {word.Text.Replace("_", "\\_", StringComparison.Ordinal)}{(word.IsBeginning ? "" : " ")}%";

    /// <summary>Stores the words of conversations that are stored, or were.</summary>
    public Task AddAsync(DbConnection connection, DbTransaction transaction, IEnumerable<(long Key, Conversation Conversation)> conversations) =>
        (database.Dialect == Dialect.Sqlite ? Index : NewWords).WriteAsync(connection, transaction, sink =>
        {
            var tokens = new SearchTokens();
            foreach (var (key, conversation) in conversations)
            {
                sink.Row();
                sink.Int64(key);
                sink.Text(ConversationWords.Of(conversation, tokens));
            }
        });

    /// <summary>Conversations that are superseded are not found any more. What is being moved is waited for, and is gone from the first table then.</summary>
    public async Task RemoveAsync(DbConnection connection, DbTransaction transaction, long[] keys)
    {
        await connection.ExecuteAsync(
            database.Sql(
                sqlite: "DELETE FROM conversation_words WHERE rowid IN @keys",
                postgreSql: "DELETE FROM new_words WHERE key = ANY(@keys); DELETE FROM conversation_words WHERE key = ANY(@keys)"),
            new { keys },
            transaction);
    }

    private string Operand(SearchWord word) => database.Dialect == Dialect.Sqlite
        ? $"\"{word.Text}\"{(word.IsBeginning ? "*" : "")}"
        : $"'{word.Text}'{(word.IsBeginning ? ":*" : "")}";
}
