using System.Data.Common;
using System.Runtime.CompilerServices;
using Dapper;
using QaAnalyzer.Conversations;
using QaAnalyzer.Conversations.Repairs;

namespace QaAnalyzer.Storage;

/// <summary>Conversations as they came. A later version of an id supersedes the earlier one; both stay.</summary>
public sealed class ConversationStore(Database database, TimeProvider clock)
{
    /// <summary>Opens a statement: <c>versions</c> are the keys of all versions of the conversation that has the key <c>@key</c>.</summary>
    internal const string VersionsOf = """
        WITH RECURSIVE versions (key) AS (
            SELECT i.key FROM conversations c JOIN conversation_ids i ON i.source = c.source AND i.id = c.id WHERE c.key = @key
            UNION ALL
            SELECT c.previous_key FROM versions v JOIN conversations c ON c.key = v.key WHERE c.previous_key IS NOT NULL)
        """;

    private readonly Partitions _partitions = new(database, clock);

    /// <summary>
    /// Saves conversations of one source inside the caller's transaction and says of each whether it was new, a newer version, or known already.
    /// What is not a duplicate needs <see cref="WorkStore.AddAsync"/> in the same transaction.
    /// </summary>
    public async Task<IReadOnlyList<SavedConversation>> SaveAsync(
        DbConnection connection, DbTransaction transaction, string source, IReadOnlyList<Conversation> conversations, long? runKey = null)
    {
        var now = clock.GetUtcNow();
        await _partitions.EnsureAsync(RowKeys.MonthOf(now));
        return await new ConversationBatch(database, connection, transaction, source).SaveAsync(conversations, runKey, now);
    }

    /// <summary>Saves one.</summary>
    public async Task<SavedConversation> SaveAsync(DbConnection connection, DbTransaction transaction, string source, Conversation conversation) =>
        (await SaveAsync(connection, transaction, source, [conversation]))[0];

    /// <summary>
    /// Saves a repaired version that supersedes the one it was made from, inside the caller's transaction, and returns its key; null when that one
    /// is superseded already. The source may say again what it said: that stays a duplicate.
    /// </summary>
    public async Task<long?> RepairAsync(
        DbConnection connection, DbTransaction transaction, StoredConversation from, Conversation repaired, ConversationRepair repair, string by)
    {
        var now = clock.GetUtcNow();
        await _partitions.EnsureAsync(RowKeys.MonthOf(now));
        if (await new ConversationBatch(database, connection, transaction, from.Source).ReplaceAsync(from.Key, repaired, now) is not { } key) return null;
        await connection.ExecuteAsync(
            "UPDATE conversations SET repair = @repair, repaired_by = @by WHERE key = @key", new { key, repair = repair.Id(), by }, transaction);
        return key;
    }

    /// <summary>All versions of the conversation that has this key, oldest first.</summary>
    public async Task<IReadOnlyList<ConversationVersion>> VersionsAsync(long key, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        var rows = await connection.QueryAsync<ConversationVersionRow>(
            $"""
            {VersionsOf}
            SELECT c.key, c.version, c.is_current, c.repair, c.repaired_by, c.received_at
            FROM versions v JOIN conversations c ON c.key = v.key ORDER BY c.version
            """,
            new { key });
        return [.. rows.Select(r => r.ToVersion())];
    }

    public async Task<StoredConversation?> FindAsync(long key, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        return (await LoadAsync(connection, [key], cancel)).SingleOrDefault()?.Parse();
    }

    /// <summary>All of <see cref="StreamAsync"/>.</summary>
    public async Task<IReadOnlyList<StoredBody>> LoadAsync(DbConnection connection, IReadOnlyCollection<long> keys, CancellationToken cancel = default)
    {
        var bodies = new List<StoredBody>(keys.Count);
        await foreach (var body in StreamAsync(connection, keys, cancel)) bodies.Add(body);
        return bodies;
    }

    /// <summary>In the order of their keys, and not parsed yet: one body that cannot be read must not cost the others.</summary>
    public async IAsyncEnumerable<StoredBody> StreamAsync(
        DbConnection connection, IReadOnlyCollection<long> keys, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        await using var reader = await connection.ExecuteReaderAsync(
            new CommandDefinition(
                $"SELECT key, source, version, body FROM conversations WHERE key {database.OneOf("@keys")} ORDER BY key", new { keys = keys.ToArray() }, cancellationToken: cancel));
        while (await reader.ReadAsync(cancel))
            yield return new(reader.GetInt64(0), reader.GetString(1), reader.GetInt32(2), reader.GetFieldValue<byte[]>(3));
    }

    /// <summary>A page of the list, newest first.</summary>
    public Task<ConversationPage> ListAsync(ConversationFilter filter, CancellationToken cancel = default) =>
        new ConversationList(database, clock, this).ReadAsync(filter, cancel);

    /// <summary>Distinct values for the filters of a list.</summary>
    public async Task<(IReadOnlyList<string> Queues, IReadOnlyList<string> Agents)> FilterValuesAsync(CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        var queues = await connection.QueryAsync<string>("SELECT DISTINCT queue FROM conversations WHERE is_current AND queue IS NOT NULL ORDER BY queue");
        var agents = await connection.QueryAsync<string>("SELECT DISTINCT agent_id FROM conversations WHERE is_current AND agent_id IS NOT NULL ORDER BY agent_id");
        return ([.. queues], [.. agents]);
    }
}
