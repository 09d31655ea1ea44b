using System.Data.Common;
using QaAnalyzer.Storage;

namespace QaAnalyzer.App.Jobs.Quartz;

/// <summary>Keeps the clock of the schedule that all nodes share on the database's time, from before the first node shows itself in it.</summary>
internal sealed class QuartzClock(DatabaseClock clock, ILogger<QuartzClock> log) : BackgroundService
{
    /// <summary>Said to whoever runs the machines; the jobs do not mind.</summary>
    private static readonly TimeSpan Noteworthy = TimeSpan.FromSeconds(5);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await clock.AskAsync(cancellationToken);
        if (clock.NodeIsAhead.Duration() > Noteworthy)
            log.LogWarning("The clock of this node is {Seconds:0} s before the database's: set it by a time server. The schedule follows the database", clock.NodeIsAhead.TotalSeconds);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(DatabaseClock.Beat);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await TryAskAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return;
        }
    }

    private async Task TryAskAsync(CancellationToken cancel)
    {
        try
        {
            await clock.AskAsync(cancel);
        }
        catch (DbException e)
        {
            log.LogDebug(e, "The time of the database could not be asked; the next question follows");
        }
    }
}
