using System.Data.Common;
using QaAnalyzer.Jobs;
using QaAnalyzer.Storage;

namespace QaAnalyzer.App.Jobs;

/// <summary>Shows every few seconds that this process lives. One beat that fails is no trouble: the next one follows.</summary>
internal sealed class NodeBeat(NodeStore nodes, string role, IJobEngine engine, TimeProvider clock, ILogger<NodeBeat> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(NodeStore.Beat, clock);
        try
        {
            do await BeatAsync(stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            await LeaveAsync();
        }
    }

    private async Task BeatAsync(CancellationToken cancel)
    {
        try
        {
            await nodes.BeatAsync(role, ProductVersion.Text, engine.Name, cancel);
        }
        catch (DbException e)
        {
            log.LogWarning(e, "The heartbeat could not be written");
        }
    }

    private async Task LeaveAsync()
    {
        try
        {
            await nodes.LeaveAsync();
        }
        catch (DbException e)
        {
            log.LogWarning(e, "The node could not sign off; it shows as gone after a while");
        }
    }
}
