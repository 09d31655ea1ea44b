using Microsoft.Data.Sqlite;
using Npgsql;

namespace QaAnalyzer.Storage;

/// <summary>What a run that broke says of it: the kind of error alone, save where an operator can mend the cause. Never text of a transcript.</summary>
internal static class Failures
{
    private const int SqliteFull = 13;

    public static string Describe(Exception failure) => failure switch
    {
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } or SqliteException { SqliteErrorCode: SqliteFull } =>
            "the disk of the database is full: make room and start the job again; what was saved is kept",
        _ when Outage.Is(failure) => "the database did not answer: see that it runs and start the job again; what was saved is kept",
        _ => failure.GetType().Name,
    };
}
