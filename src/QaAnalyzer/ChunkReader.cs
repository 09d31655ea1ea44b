using System.Runtime.CompilerServices;
using QaAnalyzer.Storage;

namespace QaAnalyzer;

/// <summary>Reads the conversations of claimed work in chunks that fit into memory, however long they are.</summary>
internal sealed class ChunkReader(Database database, ConversationStore conversations)
{
    /// <summary>Conversations of one claim where all have work under every rubric; a transaction has no more than a claim.</summary>
    public const int MostConversations = 200;

    /// <summary>A chunk is complete with these bytes of conversations: calls of hours are analysed and written in smaller ones.</summary>
    private const int EnoughBytes = 4 << 20;

    /// <param name="claims">In order of their conversations.</param>
    /// <param name="cancel">Between two conversations.</param>
    public async IAsyncEnumerable<Chunk> ReadAsync(IReadOnlyList<Claim> claims, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        var (bodies, bytes, taken) = (new List<StoredBody>(), 0, 0);
        await foreach (var body in conversations.StreamAsync(connection, [.. claims.Select(c => c.ConversationKey).Distinct()], cancel))
        {
            bodies.Add(body);
            bytes += body.Body.Length;
            if (bytes < EnoughBytes) continue;
            var next = taken;
            while (next < claims.Count && claims[next].ConversationKey <= body.Key) next++;
            yield return new([.. claims.Skip(taken).Take(next - taken)], bodies);
            (bodies, bytes, taken) = ([], 0, next);
        }

        if (taken < claims.Count) yield return new([.. claims.Skip(taken)], bodies);
    }
}
