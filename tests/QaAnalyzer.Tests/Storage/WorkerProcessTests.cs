using System.Diagnostics;
using System.Globalization;
using QaAnalyzer.Storage;

namespace QaAnalyzer.Tests.Storage;

public class WorkerProcessTests
{
    [Fact]
    public void The_process_itself_has_not_ended()
    {
        Assert.False(WorkerProcess.HasEnded(WorkerProcess.Current));
    }

    [Fact]
    public async Task A_process_has_ended_once_it_is_gone()
    {
        using var other = Process.Start(new ProcessStartInfo("sleep", ["60"]))!;
        var name = string.Create(
            CultureInfo.InvariantCulture, $"{Environment.MachineName}/{other.Id}/{new DateTimeOffset(other.StartTime).ToUnixTimeSeconds()}");
        Assert.False(WorkerProcess.HasEnded(name));
        other.Kill();
        await other.WaitForExitAsync();
        Assert.True(WorkerProcess.HasEnded(name));
    }

    [Fact]
    public void Nothing_is_known_about_another_machine_or_a_name_of_another_shape()
    {
        Assert.False(WorkerProcess.HasEnded($"elsewhere/{int.MaxValue}/0"));
        Assert.False(WorkerProcess.HasEnded("worker-7"));
    }
}
