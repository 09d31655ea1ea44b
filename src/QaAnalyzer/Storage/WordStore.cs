using System.Data.Common;
using Dapper;
using QaAnalyzer.Conversations;
using QaAnalyzer.Search;
using QaAnalyzer.Storage.Bulk;

namespace QaAnalyzer.Storage;

/// <summary>
/// The words by which current conversations are found: in PostgreSQL rows without an index that <see cref="WordFill"/> moves under one, in SQLite
/// a full-text index.
/// </summary>
internal sealed class WordStore(Database database)
{
    private static readonly BulkTable NewWords = new("new_words", ["key", "words"]);
    private static readonly BulkTable IndexedWords = new("conversation_words", ["key", "words"]);
    private static readonly BulkTable Index = new("conversation_words", ["rowid", "words"]);

    /// <summary>Opens a condition: the conversation <c>c</c> has no words yet.</summary>
    public string Lacking => database.Sql(
        sqlite: "NOT EXISTS (SELECT 1 FROM conversation_words w WHERE w.rowid = c.key)",
        postgreSql: "NOT EXISTS (SELECT 1 FROM conversation_words w WHERE w.key = c.key) AND NOT EXISTS (SELECT 1 FROM new_words n WHERE n.key = c.key)");

    /// <summary>The condition that the conversation <c>c</c> has the words of the parameter <c>@Words</c>, see <see cref="Expression"/>.</summary>
    public string Matching => database.Sql(
        sqlite: "c.key IN (SELECT rowid FROM conversation_words WHERE conversation_words MATCH @Words)",
        postgreSql: """
            c.key IN (SELECT w.key FROM conversation_words w WHERE w.words @@ @Words::tsquery
                      UNION ALL SELECT n.key FROM new_words n WHERE n.words @@ @Words::tsquery)
            """);

    /// <summary>A query in the language of the database. No word has a sign that means something there, except what <see cref="IdWords"/> puts in.</summary>
    public string Expression(SearchQuery query)
    {
        var words = string.Join(database.Sql(sqlite: " AND ", postgreSql: " & "), query.Words.Select(Operand));
        return query.Id is { } id ? $"({words}) {database.Sql(sqlite: "OR", postgreSql: "|")} {Operand(id)}" : words;
    }

    /// <summary>Stores the words of conversations that are stored in the same transaction.</summary>
    public Task AddAsync(DbConnection connection, DbTransaction transaction, IEnumerable<(long Key, Conversation Conversation)> conversations) =>
        WriteAsync(database.Dialect == Dialect.Sqlite ? Index : NewWords, connection, transaction, conversations);

    /// <summary>Stores the words of conversations that were stored without them.</summary>
    public Task FillAsync(DbConnection connection, DbTransaction transaction, IEnumerable<(long Key, Conversation Conversation)> conversations) =>
        WriteAsync(database.Dialect == Dialect.Sqlite ? Index : IndexedWords, connection, transaction, conversations);

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

    private static Task WriteAsync(
        BulkTable table, DbConnection connection, DbTransaction transaction, IEnumerable<(long Key, Conversation Conversation)> conversations) =>
        table.WriteAsync(connection, transaction, sink =>
        {
            var words = new ConversationWords();
            foreach (var (key, conversation) in conversations)
            {
                sink.Row();
                sink.Int64(key);
                sink.Words(words.Of(conversation));
            }
        });

    private string Operand(SearchWord word) => database.Sql(sqlite: $"\"{word.Text}\"", postgreSql: $"'{word.Text}'") + (word.IsBeginning ? database.Sql(sqlite: "*", postgreSql: ":*") : "");
}
