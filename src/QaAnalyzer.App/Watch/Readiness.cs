using System.Data.Common;
using QaAnalyzer.Jobs;
using QaAnalyzer.Storage;

namespace QaAnalyzer.App.Watch;

/// <summary>Whether this process can do its work: the database answers, has the tables of this version, and hears this node.</summary>
/// <param name="database">Of the product.</param>
/// <param name="clock">Of the node, where the database has none.</param>
/// <param name="log">Gets the error behind an answer; the answer itself says nothing of where the database is.</param>
/// <param name="jobs">Null in a host that does no jobs and therefore is no node.</param>
internal sealed class Readiness(Database database, TimeProvider clock, ILogger<Readiness> log, JobRunner? jobs = null)
{
    /// <summary>Null when it can; else a sentence.</summary>
    public async Task<string?> WhyNotAsync(CancellationToken cancel)
    {
        try
        {
            var missing = await Migrations.MissingAsync(database, cancel);
            if (missing.Count > 0) return $"the database lacks migrations {string.Join(", ", missing)}: run qa migrate";
            return jobs is null ? null : await WhyNotHeardAsync(cancel);
        }
        catch (DbException error)
        {
            log.LogError(error, "The database does not answer");
            return "the database does not answer";
        }
    }

    private async Task<string?> WhyNotHeardAsync(CancellationToken cancel)
    {
        var nodes = await new NodeStore(database, clock).ListAsync(cancel);
        return nodes.FirstOrDefault(n => n.Name == WorkerProcess.Current) switch
        {
            null => "this node has not shown itself yet",
            { Silence: var silence } when silence > NodeStore.Patience => $"this node has not shown itself for {silence.TotalSeconds:0} s",
            _ => null,
        };
    }
}
