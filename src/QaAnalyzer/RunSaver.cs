using System.Data.Common;
using Dapper;
using QaAnalyzer.Storage;
using QaAnalyzer.Transcripts;

namespace QaAnalyzer;

/// <summary>
/// Saves what one import or pull reads, a chunk a transaction, through short outages of the database. The counts of its run are committed with
/// the records: when the connection breaks at a commit, they tell whether it was done, so that no record is lost and none is counted or
/// quarantined twice.
/// </summary>
/// <param name="database">Of the product.</param>
/// <param name="saver">Saves the records.</param>
/// <param name="purpose">What they are for; it names the run that counts them.</param>
/// <param name="clock">What time passes by.</param>
internal sealed class RunSaver(Database database, RecordSaver saver, SavePurpose purpose, TimeProvider clock)
{
    /// <summary>What is committed.</summary>
    public ImportTally Tally { get; private set; }

    /// <summary>Returns the counts of the chunk once it is committed.</summary>
    /// <param name="chunk">In the order in which they came; none when there is only something to be kept within.</param>
    /// <param name="within">Keeps, inside the transaction, what must be stored together with the records; what it throws rolls back.</param>
    /// <param name="cancel">Stops before anything of the chunk is stored.</param>
    public async Task<ImportTally> SaveAsync(
        IReadOnlyList<TranscriptRecord> chunk, Func<DbConnection, DbTransaction, Task>? within = null, CancellationToken cancel = default)
    {
        var sent = default(ImportTally);
        var saved = await Outage.RideAsync(
            async () =>
            {
                await using var connection = await database.OpenAsync(cancel);
                await using var transaction = await connection.BeginTransactionAsync(cancel);
                if (await ReadAsync(connection, transaction) > Tally.Read) return sent;
                sent = (await saver.SaveAsync(connection, transaction, chunk, purpose)).Tally;
                await CountAsync(connection, transaction, Tally + sent);
                if (within is not null) await within(connection, transaction);
                await transaction.CommitAsync(cancel);
                return sent;
            },
            clock,
            cancel);
        Tally += saved;
        QaMeter.Pulled(purpose.Source, saved);
        return saved;
    }

    // Locks the run first: waits for a try before this one whose connection is gone and that the server may still be at.
    private Task<long> ReadAsync(DbConnection connection, DbTransaction transaction) => connection.ExecuteScalarAsync<long>(
        $"SELECT pulled FROM runs WHERE key = @Run {database.Sql(sqlite: "", postgreSql: "FOR UPDATE")}", new { purpose.Run }, transaction);

    private Task<int> CountAsync(DbConnection connection, DbTransaction transaction, ImportTally tally) => connection.ExecuteAsync(
        "UPDATE runs SET pulled = @Read, accepted = @Accepted, duplicate = @Duplicate, quarantined = @Quarantined, scores = @Scores WHERE key = @Run",
        new { purpose.Run, tally.Read, tally.Accepted, tally.Duplicate, tally.Quarantined, tally.Scores },
        transaction);
}
