using System.Data.Common;
using System.Security.Cryptography;
using Dapper;
using QaAnalyzer.Conversations;
using QaAnalyzer.Storage.Bulk;

namespace QaAnalyzer.Storage;

/// <summary>
/// Saves many conversations of one source at once. Which of them are new is decided by the database on the rows of
/// <c>conversation_ids</c>, so that imports at the same time agree.
/// </summary>
internal sealed class ConversationBatch(Database database, DbConnection connection, DbTransaction transaction, string source)
{
    private static readonly BulkTable Table = new(
        "conversations",
        ["key", "source", "id", "version", "previous_key", "is_current", "channel", "language", "started_at", "queue", "agent_id", "agent_name", "customer_id", "utterance_count", "run_key", "received_at", "body"]);

    private readonly WordStore _words = new(database);

    /// <summary>In the order given. An id that comes twice is saved twice, one version after the other.</summary>
    public async Task<SavedConversation[]> SaveAsync(IReadOnlyList<Conversation> conversations, long? runKey, DateTimeOffset now)
    {
        var saved = new SavedConversation[conversations.Count];
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var rounds = conversations.Select((c, i) => new Entry(i, database.Text(c.Id), c)).GroupBy(entry =>
        {
            var round = seen.GetValueOrDefault(entry.Id);
            seen[entry.Id] = round + 1;
            return round;
        });
        foreach (var round in rounds)
        {
            foreach (var (index, outcome) in await SaveRoundAsync([.. round], runKey, now))
            {
                saved[index] = outcome;
                if (outcome.Outcome == SaveOutcome.NewVersion) MarkSuperseded(saved, conversations, index);
            }
        }

        return saved;
    }

    /// <summary>
    /// Saves a version made here in place of the current one and returns its key; null when that one is no longer current. What the source said
    /// stays registered, so that reading the source again changes nothing.
    /// </summary>
    public async Task<long?> ReplaceAsync(long current, Conversation conversation, DateTimeOffset now)
    {
        var entry = new Entry(0, database.Text(conversation.Id), conversation);
        entry.Key = RowKeys.Of(RowKeys.MonthOf(now), (await RowKeys.NumbersAsync(database, connection, transaction, RowKeys.Conversations, 1))[0]);
        var registered = await connection.QuerySingleOrDefaultAsync<Registered>(
            """
            UPDATE conversation_ids SET previous_key = key, key = @Key, version = version + 1 WHERE source = @source AND id = @Id AND key = @current
            RETURNING id, key, previous_key, version
            """,
            new { source, entry.Id, entry.Key, current },
            transaction);
        if (registered is null) return null;

        await SupersedeAsync([current]);
        await Table.WriteAsync(connection, transaction, sink => Write(sink, entry, registered, null, now));
        await _words.AddAsync(connection, transaction, [(entry.Key, conversation)]);
        return entry.Key;
    }

    private static void MarkSuperseded(SavedConversation[] saved, IReadOnlyList<Conversation> conversations, int index)
    {
        for (var earlier = 0; earlier < index; earlier++)
        {
            if (conversations[earlier].Id == conversations[index].Id) saved[earlier] = saved[earlier] with { IsCurrent = false };
        }
    }

    private async Task<IEnumerable<(int Index, SavedConversation Saved)>> SaveRoundAsync(Entry[] entries, long? runKey, DateTimeOffset now)
    {
        // Always in the order of ids: imports at the same time wait for each other and do not lock each other out.
        Array.Sort(entries, (a, b) => string.CompareOrdinal(a.Id, b.Id));
        var known = await KnownAsync(entries);
        var changed = entries.Where(e => !known.TryGetValue(e.Id, out var k) || !k.Hash.AsSpan().SequenceEqual(e.Hash)).ToArray();
        var numbers = changed.Length == 0 ? [] : await RowKeys.NumbersAsync(database, connection, transaction, RowKeys.Conversations, changed.Length);
        var month = RowKeys.MonthOf(now);

        // Numbers in the order in which the conversations came, since lists show the newest key first.
        foreach (var (entry, number) in changed.OrderBy(e => e.Index).Zip(numbers)) entry.Key = RowKeys.Of(month, number);
        var registered = (await RegisterAsync(changed)).ToDictionary(r => r.Id, StringComparer.Ordinal);
        var superseded = registered.Values.Where(r => r.Version > 1).Select(r => r.PreviousKey!.Value).Order().ToArray();
        if (superseded.Length > 0) await SupersedeAsync(superseded);
        var kept = changed.Where(e => registered.ContainsKey(e.Id)).OrderBy(e => e.Key).ToList();
        await Table.WriteAsync(connection, transaction, sink =>
        {
            foreach (var entry in kept) Write(sink, entry, registered[entry.Id], runKey, now);
        });
        await _words.AddAsync(connection, transaction, kept.Select(e => (e.Key, e.Conversation)));

        // Registered by another import between the look and the lock: a duplicate after all, under that import's key.
        if (kept.Count < changed.Length) known = await KnownAsync(entries);
        return entries.Select(e => (e.Index, registered.TryGetValue(e.Id, out var row)
            ? new SavedConversation(row.Version == 1 ? SaveOutcome.New : SaveOutcome.NewVersion, row.Key)
            : new(SaveOutcome.Duplicate, known[e.Id].Key)));
    }

    private async Task<Dictionary<string, (long Key, byte[] Hash)>> KnownAsync(Entry[] entries)
    {
        var rows = await connection.QueryAsync<(string Id, long Key, byte[] Hash)>(
            $"SELECT id, key, content_hash FROM conversation_ids WHERE source = @source AND id {database.OneOf("@ids")}",
            new { source, ids = entries.Select(e => e.Id).ToArray() },
            transaction);
        return rows.ToDictionary(r => r.Id, r => (r.Key, r.Hash), StringComparer.Ordinal);
    }

    private async Task<IEnumerable<Registered>> RegisterAsync(Entry[] entries)
    {
        const string Decide = """
            ON CONFLICT (source, id) DO UPDATE
                SET previous_key = conversation_ids.key, key = excluded.key, version = conversation_ids.version + 1, content_hash = excluded.content_hash
                WHERE conversation_ids.content_hash <> excluded.content_hash
            RETURNING id, key, previous_key, version
            """;
        if (database.Dialect == Dialect.PostgreSql)
        {
            return await connection.QueryAsync<Registered>(
                $"""
                INSERT INTO conversation_ids (source, id, key, version, content_hash)
                SELECT @source, v.id, v.key, 1, v.hash FROM unnest(@ids, @keys, @hashes) WITH ORDINALITY AS v (id, key, hash, place) ORDER BY v.place {Decide}
                """,
                new { source, ids = entries.Select(e => e.Id).ToArray(), keys = entries.Select(e => e.Key).ToArray(), hashes = entries.Select(e => e.Hash).ToArray() },
                transaction);
        }

        var rows = new List<Registered>();
        foreach (var entry in entries)
        {
            rows.AddRange(await connection.QueryAsync<Registered>(
                $"INSERT INTO conversation_ids (source, id, key, version, content_hash) VALUES (@source, @Id, @Key, 1, @Hash) {Decide}",
                new { source, entry.Id, entry.Key, entry.Hash },
                transaction));
        }

        return rows;
    }

    /// <summary>An earlier version stays, with its analyses and reviews, and is worked on no more.</summary>
    private async Task SupersedeAsync(long[] keys)
    {
        await connection.ExecuteAsync($"DELETE FROM work WHERE conversation_key {database.OneOf("@keys")}", new { keys }, transaction);
        await connection.ExecuteAsync($"UPDATE conversations SET is_current = FALSE WHERE key {database.OneOf("@keys")}", new { keys }, transaction);
        await _words.RemoveAsync(connection, transaction, keys);
    }

    private void Write(IRowSink sink, Entry entry, Registered registered, long? runKey, DateTimeOffset now)
    {
        var conversation = entry.Conversation;
        sink.Row();
        sink.Int64(entry.Key);
        sink.Text(source);
        sink.Text(entry.Id);
        sink.Int32((int)registered.Version);
        sink.Int64(registered.Version > 1 ? registered.PreviousKey : null);
        sink.Flag(true);
        sink.Text(conversation.Channel.ToString().ToLowerInvariant());
        sink.Text(conversation.Language ?? (conversation.IsChinese() ? "zh" : "en"));
        sink.Moment(conversation.StartedAt);
        sink.TextOrNull(conversation.Queue);
        sink.TextOrNull(conversation.Agent?.Id);
        sink.TextOrNull(conversation.Agent?.Name);
        sink.TextOrNull(conversation.Customer?.Id);
        sink.Int32(conversation.Utterances.Count);
        sink.Int64(runKey);
        sink.Moment(now);
        sink.Utf8(entry.Body);
    }

    private sealed class Entry(int index, string id, Conversation conversation)
    {
        public int Index => index;

        public string Id => id;

        public Conversation Conversation => conversation;

        public byte[] Body { get; } = ConversationJson.WriteUtf8(conversation);

        public byte[] Hash => _hash ??= SHA256.HashData(Body);

        public long Key { get; set; }

        private byte[]? _hash;
    }

    private sealed record Registered
    {
        public required string Id { get; init; }

        public long Key { get; init; }

        public long? PreviousKey { get; init; }

        public long Version { get; init; }
    }
}

/// <summary>What became of a conversation that was saved, and the key it has now.</summary>
public readonly record struct SavedConversation(SaveOutcome Outcome, long Key)
{
    /// <summary>False when a later version came in the same batch.</summary>
    public bool IsCurrent { get; init; } = true;

    /// <summary>True when it is new, or a new version, and nothing superseded it yet.</summary>
    public bool NeedsWork => IsCurrent && Outcome != SaveOutcome.Duplicate;
}

public enum SaveOutcome
{
    New,
    NewVersion,
    Duplicate,
}
