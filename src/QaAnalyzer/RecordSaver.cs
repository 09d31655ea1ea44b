using System.Data.Common;
using QaAnalyzer.Reviews;
using QaAnalyzer.Rubrics;
using QaAnalyzer.Storage;
using QaAnalyzer.Transcripts;

namespace QaAnalyzer;

/// <summary>
/// Records of one source into the database, a chunk a transaction: conversations with their work, past scores as history, what cannot be used
/// into quarantine. The same chunk again changes nothing, and so do chunks saved at the same time.
/// </summary>
public sealed class RecordSaver(Database database, ConversationStore conversations, HistoryStore history, RunStore runs)
{
    /// <summary>Enough for bulk writing to pay, few enough to keep in memory.</summary>
    public const int RecordsPerTransaction = 500;

    /// <summary>One transaction; its counts are worth something only when it was committed.</summary>
    /// <param name="chunk">In the order in which they came.</param>
    /// <param name="purpose">What they are for.</param>
    /// <param name="cancel">Before anything is stored.</param>
    public async Task<SavedChunk> SaveAsync(IReadOnlyList<TranscriptRecord> chunk, SavePurpose purpose, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var saved = await SaveAsync(connection, transaction, chunk, purpose);
        await transaction.CommitAsync(cancel);
        QaMeter.Pulled(purpose.Source, saved.Tally);
        return saved;
    }

    /// <summary>For all that one run reads.</summary>
    internal RunSaver Of(SavePurpose purpose, TimeProvider clock) => new(database, this, purpose, clock);

    /// <summary>Inside a transaction of the caller.</summary>
    internal async Task<SavedChunk> SaveAsync(DbConnection connection, DbTransaction transaction, IReadOnlyList<TranscriptRecord> chunk, SavePurpose purpose)
    {
        var saved = await SaveAsync(connection, transaction, purpose, [.. chunk.OfType<Accepted>()]);
        var tally = saved.Tally;
        foreach (var record in chunk)
        {
            switch (record)
            {
                case Accepted:
                    break;
                case PastScore score:
                    tally += await SaveAsync(connection, transaction, purpose, score);
                    break;
                case Rejected rejected:
                    await QuarantineAsync(connection, transaction, purpose, rejected, rejected.Reason, rejected.Raw);
                    tally += new ImportTally(0, 0, 1);
                    break;
                default:
                    tally += new ImportTally(0, 1, 0);
                    break;
            }
        }

        return saved with { Tally = tally };
    }

    private async Task<SavedChunk> SaveAsync(DbConnection connection, DbTransaction transaction, SavePurpose purpose, IReadOnlyList<Accepted> accepted)
    {
        var saved = await conversations.SaveAsync(connection, transaction, purpose.Source, [.. accepted.Select(a => a.Conversation)], purpose.Owner);
        await WorkStore.AddAsync(database, connection, transaction, [.. saved.Where(s => s.NeedsWork).Select(s => s.Key)], purpose.Rubrics);
        var fresh = accepted.Zip(saved).Where(p => p.Second.Outcome != SaveOutcome.Duplicate).ToList();
        await history.TakeWaitingAsync(connection, transaction, purpose.Source, [.. fresh.Select(p => (p.First.Conversation.Id, p.Second.Key))]);
        var tally = new ImportTally(fresh.Count, accepted.Count - fresh.Count, 0);
        foreach (var (record, (_, key)) in accepted.Zip(saved))
        {
            // A refused score of an accepted conversation is a record of its own, so that the counts add up.
            foreach (var refusal in await history.AddAsync(connection, transaction, key, record.Conversation, purpose.Forms))
            {
                await QuarantineAsync(connection, transaction, purpose, record, refusal.Reason, refusal.Raw);
                tally += new ImportTally(0, 0, 1);
            }
        }

        return new(tally, [.. saved.Select(s => s.Outcome)]);
    }

    private async Task<ImportTally> SaveAsync(DbConnection connection, DbTransaction transaction, SavePurpose purpose, PastScore score)
    {
        var outcome = await history.AddAsync(connection, transaction, purpose.Source, score, purpose.Forms);
        if (outcome is HistoryOutcome.Added) return new(1, 0, 0) { Scores = 1 };
        if (outcome is HistoryOutcome.Known) return new(0, 1, 0);

        var refused = (HistoryOutcome.Refused)outcome;
        var key = await QuarantineAsync(connection, transaction, purpose, score, refused.Reason, score.Raw);
        if (refused.Waits) await history.WaitAsync(connection, transaction, purpose.Source, score, purpose.Forms, key);
        return new(0, 0, 1);
    }

    private Task<long> QuarantineAsync(
        DbConnection connection, DbTransaction transaction, SavePurpose purpose, TranscriptRecord record, string reason, string raw)
    {
        var row = new QuarantineRow
        {
            RunKey = purpose.Run,
            Source = purpose.Source,
            File = record.File,
            Line = record.Line,
            Reason = reason,
            Raw = raw,
            Head = record is Accepted ? null : record.Head,
        };
        return runs.QuarantineAsync(connection, transaction, row);
    }
}

/// <summary>What records are for, the same for all of a run.</summary>
public sealed record SavePurpose
{
    /// <summary>Name under which ids are unique.</summary>
    public required string Source { get; init; }

    /// <summary>The run that keeps what cannot be used; null for a push, which is no run.</summary>
    public long? Run { get; init; }

    /// <summary>The run whose conversations these are.</summary>
    public long? Owner { get; init; }

    /// <summary>Rubrics under which new conversations are to be analysed.</summary>
    public required IReadOnlyList<string> Rubrics { get; init; }

    /// <summary>Rubrics whose criteria past scores name.</summary>
    public required IReadOnlyList<Rubric> Forms { get; init; }
}

/// <summary>What became of a chunk.</summary>
/// <param name="Tally">Of all its records.</param>
/// <param name="Conversations">Of its accepted conversations, in their order.</param>
public sealed record SavedChunk(ImportTally Tally, IReadOnlyList<SaveOutcome> Conversations);
