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
            // At once: a node that starts again finds what it was killed at.
            await TryAsync(help.BeginAsync, stoppingToken);
            do await TryAsync(HelpAsync, stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return;
        }
    }

    private async Task HelpAsync(CancellationToken cancel)
    {
        var counts = await help.HelpAsync(cancel);
        if (counts != default) log.LogInformation("Helped with the runs of other nodes: analysed {Analysed}, failed {Failed}", counts.Analysed, counts.Failed);
    }

    private async Task TryAsync(Func<CancellationToken, Task> act, CancellationToken cancel)
    {
        try
        {
            await act(cancel);
        }
        catch (DbException e)
        {
            log.LogWarning(e, "Help for the runs of other nodes was interrupted");
        }
    }
}
