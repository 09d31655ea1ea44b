using QaAnalyzer.Tests.Commands;
using QaAnalyzer.Tests.Storage;

namespace QaAnalyzer.Tests.Sources;

public class KilledPullTests
{
    private const int Tickets = 3000;

    public static TheoryData<string> Kinds => Databases.Kinds;

    /// <summary>Pages of 1,500 are three transactions; the first kill hits between them, the second while the last page is waited for.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_pull_killed_between_page_and_checkpoint_loses_and_doubles_nothing(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        await using var helpdesk = await Helpdesk.StartAsync(Tickets);
        using var qa = new Qa().Set("ConnectionStrings__Database", night.ConnectionString).Set("Sources", "sources.yaml").Set("PULL_TOKEN", helpdesk.Token);
        qa.Write("sources.yaml", Pulling.Helpdesk(helpdesk, pageSize: 1500).Replace("SECRET", "QA_PULL_TOKEN", StringComparison.Ordinal));

        await KillAsync(qa, async () => await night.CountAsync("conversations") >= 500);
        Assert.InRange(await night.CountAsync("conversations"), 500, 1500);

        var asked = new TaskCompletionSource();
        helpdesk.Trouble = async (_, http) =>
        {
            if (!http.Request.Query.ContainsKey("cursor")) return false;
            asked.TrySetResult();
            await Task.Delay(Timeout.Infinite, http.RequestAborted);
            return true;
        };
        await KillAsync(qa, () => Task.FromResult(asked.Task.IsCompleted));
        Assert.Equal(1500, await night.CountAsync("conversations"));

        helpdesk.Trouble = (_, _) => Task.FromResult(false);
        var ended = await qa.RunAsync("run", "pull", "--source", "helpdesk");
        Assert.Equal((0, $"helpdesk\tdone\tread 1500 = accepted 1500 + duplicate 0 + quarantined 0"), (ended.ExitCode, ended.Lines[^1]));
        Assert.Equal(Tickets, await night.CountAsync("conversations"));
        Assert.Equal(Tickets, await night.CountAsync("conversation_ids WHERE version = 1"));
        Assert.Equal(Tickets * 2, await night.CountAsync("work"));
        Assert.Contains("failures 0", (await qa.RunAsync("sources", "status")).Output, StringComparison.Ordinal);
    }

    private static async Task KillAsync(Qa qa, Func<Task<bool>> isTime)
    {
        var process = qa.Start("run", "pull");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        while (!await isTime()) Assert.False(process.WaitForExit(milliseconds: 2), "the pull ended too early");
        process.Kill();
        await process.WaitForExitAsync();
        Assert.NotEqual(0, process.ExitCode);
    }
}
