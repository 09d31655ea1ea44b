using System.Data.Common;

namespace QaAnalyzer.Jobs;

/// <summary>The right to do a job until it is disposed, or the node that has it.</summary>
internal sealed class JobLease : IAsyncDisposable
{
    /// <summary>The node that is at work; null when the job is ours.</summary>
    public string? Other { get; init; }

    public LeaseHold? Hold { get; init; }

    public Func<Task>? ReleaseAsync { get; init; }

    public async ValueTask DisposeAsync()
    {
        if (Hold is not null) await Hold.DisposeAsync();
        if (ReleaseAsync is null) return;
        try
        {
            await ReleaseAsync();
        }
        catch (DbException)
        {
            // The lease ends by itself.
            return;
        }
    }
}
