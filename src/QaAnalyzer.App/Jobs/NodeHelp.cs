using System.Data.Common;

namespace QaAnalyzer.App.Jobs;

/// <summary>Lets this node help with the runs of others all the time. Help that fails is no trouble: the run goes on without it, and the next look follows.</summary>
internal sealed class NodeHelp(RunHelp help, TimeProvider clock, ILogger<NodeHelp> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(RunHelp.Beat, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await HelpAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return;
        }
    }

    private async Task HelpAsync(CancellationToken cancel)
    {
        try
        {
            var counts = await help.HelpAsync(cancel);
            if (counts != default) log.LogInformation("Helped with the runs of other nodes: analysed {Analysed}, failed {Failed}", counts.Analysed, counts.Failed);
        }
        catch (DbException e)
        {
            log.LogWarning(e, "Help for the runs of other nodes was interrupted");
        }
    }
}
