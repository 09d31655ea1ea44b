using System.Collections.Concurrent;
using QaAnalyzer.Storage;
using QaAnalyzer.Tests.Storage;

namespace QaAnalyzer.Tests.Commands;

public class KilledRunTests
{
    private const int Conversations = 3000;
    private const int Rubrics = 2;
    private const string Done = "analyses";

    public static TheoryData<string> Kinds => Databases.Kinds;

    /// <summary>Killed while it imports, while the first chunk is claimed, and while a quarter, a half and three quarters are done.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task After_five_kills_every_conversation_has_one_current_analysis_a_rubric(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        using var qa = new Qa().Set("ConnectionStrings__Database", night.ConnectionString);
        qa.Write("qa-data/inbox/a.jsonl", Night.Lines(Conversations));

        await KillAsync(qa, night, "conversations", 1);
        await KillAsync(qa, night, "work WHERE state = 'claimed'", 1);
        await KillAsync(qa, night, Done, Conversations * Rubrics / 4);
        await KillAsync(qa, night, Done, Conversations * Rubrics / 2);
        await KillAsync(qa, night, Done, Conversations * Rubrics / 4 * 3);

        var last = await qa.RunAsync("run", "nightly");
        Assert.Equal(0, last.ExitCode);
        Assert.Equal(Conversations, await night.CountAsync("conversations WHERE is_current"));
        Assert.Equal(Conversations * Rubrics, await night.CountAsync(Done));
        Assert.Equal(0, await night.CountAsync("work"));
        Assert.Equal(Conversations * Rubrics, await night.CountAsync("analyses WHERE is_current"));
        Assert.Equal(Conversations * Rubrics, await night.CountAsync("analyses"));
        Assert.Equal(Conversations * Rubrics, await night.CountAsync("review_items WHERE state = 'pending'"));
        Assert.Equal(0, await night.CountAsync("runs WHERE state = 'running'"));
        Assert.True(File.Exists(Path.Combine(qa.Folder, "qa-data/inbox/done/a.jsonl")));
    }

    private static async Task KillAsync(Qa qa, Night night, string rows, long atLeast)
    {
        var process = qa.Start("run", "nightly");
        var said = new ConcurrentQueue<string?>();
        process.OutputDataReceived += (_, line) => said.Enqueue(line.Data);
        process.ErrorDataReceived += (_, line) => said.Enqueue(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        while (await night.CountAsync(rows) < atLeast)
        {
            if (!process.WaitForExit(milliseconds: 5)) continue;

            // Where the test stands still for a second, the run is done before it can be killed.
            Assert.True(await night.CountAsync(rows) >= atLeast, $"the run ended before {atLeast} {rows}: {string.Join(" | ", said)}");
            return;
        }

        process.Kill();
        await process.WaitForExitAsync();
        Assert.NotEqual(0, process.ExitCode);
    }
}
