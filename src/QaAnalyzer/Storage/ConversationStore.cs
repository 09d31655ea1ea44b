using System.Data.Common;
using System.Text;
using Dapper;
using QaAnalyzer.Conversations;
using QaAnalyzer.Conversations.Repairs;

namespace QaAnalyzer.Storage;

/// <summary>Conversations as they came. A later version of an id supersedes the earlier one; both stay.</summary>
public sealed class ConversationStore(Database database, TimeProvider clock)
{
    /// <summary>Saves one conversation inside the caller's transaction and says whether it was new, a newer version, or known already.</summary>
    public async Task<(SaveOutcome Outcome, long Key)> SaveAsync(DbConnection connection, DbTransaction transaction, string source, Conversation conversation)
    {
        var body = ConversationJson.Write(conversation);
        var hash = Hash(body);
        while (true)
        {
            // A repaired version stands as long as its source says what it said when it was repaired.
            var known = await connection.QuerySingleOrDefaultAsync<(long Key, long Version, string SourceHash)?>(
                "SELECT key, version, COALESCE(source_hash, content_hash) FROM conversations WHERE source = @source AND id = @Id AND is_current",
                new { source, Id = database.Text(conversation.Id) },
                transaction);
            if (known is { } same && same.SourceHash == hash) return (SaveOutcome.Duplicate, same.Key);

            if (known is { } older)
                await connection.ExecuteAsync("UPDATE conversations SET is_current = FALSE WHERE key = @Key", new { older.Key }, transaction);
            var row = Row(source, conversation, (known?.Version ?? 0) + 1, hash, body);
            if (await connection.ExecuteScalarAsync<long?>(InsertSql, row, transaction) is { } key)
                return (known is null ? SaveOutcome.New : SaveOutcome.NewVersion, key);

            // Another import committed this version between the look and the insert: look again.
        }
    }

    /// <summary>
    /// Saves a repaired version that supersedes the one it was made from, inside the caller's transaction, and returns its key; null when that one
    /// is superseded already.
    /// </summary>
    public async Task<long?> RepairAsync(
        DbConnection connection, DbTransaction transaction, StoredConversation from, Conversation repaired, ConversationRepair repair, string by)
    {
        var superseded = await connection.ExecuteAsync(
            "UPDATE conversations SET is_current = FALSE WHERE key = @Key AND is_current", new { from.Key }, transaction);
        if (superseded == 0) return null;

        var body = ConversationJson.Write(repaired);
        var row = Row(from.Source, repaired, from.Version + 1, Hash(body), body);
        if (await connection.ExecuteScalarAsync<long?>(InsertSql, row, transaction) is not { } key) return null;
        await connection.ExecuteAsync(
            """
            UPDATE conversations SET repair = @repair, repaired_by = @by, repaired_from = @from,
                source_hash = (SELECT COALESCE(f.source_hash, f.content_hash) FROM conversations f WHERE f.key = @from)
            WHERE key = @key
            """,
            new { key, repair = repair.Id(), by, from = from.Key },
            transaction);
        return key;
    }

    /// <summary>All versions of the conversation that has this key, oldest first.</summary>
    public async Task<IReadOnlyList<ConversationVersion>> VersionsAsync(long key, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        var rows = await connection.QueryAsync<ConversationVersionRow>(
            """
            SELECT v.key, v.version, v.is_current, v.repair, v.repaired_by, v.received_at
            FROM conversations c JOIN conversations v ON v.source = c.source AND v.id = c.id WHERE c.key = @key ORDER BY v.version
            """,
            new { key });
        return [.. rows.Select(r => r.ToVersion())];
    }

    public async Task<StoredConversation?> FindAsync(long key, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        return (await LoadAsync(connection, [key])).SingleOrDefault()?.Parse();
    }

    /// <summary>In the order of their keys, and not parsed yet: one body that cannot be read must not cost the others.</summary>
    public async Task<IReadOnlyList<StoredBody>> LoadAsync(DbConnection connection, IReadOnlyCollection<long> keys)
    {
        var rows = await connection.QueryAsync<(long Key, string Source, long Version, string Body)>(
            $"SELECT key, source, version, body FROM conversations WHERE key {database.OneOf("@keys")} ORDER BY key", new { keys = keys.ToArray() });
        return [.. rows.Select(r => new StoredBody(r.Key, r.Source, (int)r.Version, r.Body))];
    }

    public async Task<ConversationPage> ListAsync(ConversationFilter filter, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        var where = new StringBuilder("c.is_current");
        void Narrow(string? value, string sql)
        {
            if (!string.IsNullOrWhiteSpace(value)) where.Append(" AND ").Append(sql);
        }

        Narrow(filter.Channel, "c.channel = @Channel");
        Narrow(filter.Language, "c.language = @Language");
        Narrow(filter.Queue, "c.queue = @Queue");
        Narrow(filter.AgentId, "c.agent_id = @AgentId");
        Narrow(filter.Grade, "a.grade = @Grade");
        Narrow(filter.ReviewState, "i.state = @ReviewState");
        Narrow(filter.Flag, "a.flags LIKE @FlagPattern");
        Narrow(filter.Search, "(c.body LIKE @Pattern ESCAPE '!' OR c.id LIKE @Pattern ESCAPE '!')");
        const string Tables = """
            FROM conversations c
            LEFT JOIN analyses a ON a.conversation_key = c.key AND a.rubric = @Rubric AND a.is_current
            LEFT JOIN work w ON w.conversation_key = c.key AND w.rubric = @Rubric
            LEFT JOIN review_items i ON i.conversation_key = c.key AND i.rubric = @Rubric
            """;
        var arguments = new
        {
            filter.Rubric,
            filter.Channel,
            filter.Language,
            filter.Queue,
            filter.AgentId,
            filter.Grade,
            filter.ReviewState,
            FlagPattern = StoredFlag.Pattern(filter.Flag),
            Pattern = LikePattern(filter.Search),
            Limit = filter.PageSize,
            Offset = (filter.Page - 1) * filter.PageSize,
        };
        var total = await connection.ExecuteScalarAsync<long>($"SELECT count(*) {Tables} WHERE {where}", arguments);
        var rows = await connection.QueryAsync<ConversationRow>(
            $"""
            SELECT c.key, c.source, c.id, c.version, c.channel, c.language, c.started_at, c.queue, c.agent_id, c.agent_name, c.utterance_count, c.received_at,
                   a.score, a.grade, a.flags, w.state AS work_state, i.state AS review_state
            {Tables} WHERE {where}
            ORDER BY c.received_at DESC, c.key DESC LIMIT @Limit OFFSET @Offset
            """,
            arguments);
        return new([.. rows], total);
    }

    /// <summary>Distinct values for the filters of a list.</summary>
    public async Task<(IReadOnlyList<string> Queues, IReadOnlyList<string> Agents)> FilterValuesAsync(CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        var queues = await connection.QueryAsync<string>("SELECT DISTINCT queue FROM conversations WHERE is_current AND queue IS NOT NULL ORDER BY queue");
        var agents = await connection.QueryAsync<string>("SELECT DISTINCT agent_id FROM conversations WHERE is_current AND agent_id IS NOT NULL ORDER BY agent_id");
        return ([.. queues], [.. agents]);
    }

    private static string Hash(string body) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(body)));

    private static string? LikePattern(string? search) => string.IsNullOrWhiteSpace(search)
        ? null
        : $"%{search.Trim().Replace("!", "!!", StringComparison.Ordinal).Replace("%", "!%", StringComparison.Ordinal).Replace("_", "!_", StringComparison.Ordinal)}%";

    private object Row(string source, Conversation conversation, long version, string hash, string body) => new
    {
        source,
        Id = database.Text(conversation.Id),
        version,
        hash,
        Channel = conversation.Channel.ToString().ToLowerInvariant(),
        Language = database.Text(conversation.Language) ?? (conversation.IsChinese() ? "zh" : "en"),
        conversation.StartedAt,
        Queue = database.Text(conversation.Queue),
        AgentId = database.Text(conversation.Agent?.Id),
        AgentName = database.Text(conversation.Agent?.Name),
        CustomerId = database.Text(conversation.Customer?.Id),
        UtteranceCount = conversation.Utterances.Count,
        body,
        ReceivedAt = clock.GetUtcNow(),
    };

    private const string InsertSql = """
        INSERT INTO conversations (source, id, version, is_current, content_hash, channel, language, started_at, queue, agent_id, agent_name, customer_id, utterance_count, body, received_at)
        VALUES (@source, @Id, @version, TRUE, @hash, @Channel, @Language, @StartedAt, @Queue, @AgentId, @AgentName, @CustomerId, @UtteranceCount, @body, @ReceivedAt)
        ON CONFLICT (source, id, version) DO NOTHING RETURNING key
        """;
}

public enum SaveOutcome
{
    New,
    NewVersion,
    Duplicate,
}
