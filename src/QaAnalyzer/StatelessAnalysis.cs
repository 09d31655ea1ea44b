using System.Buffers;
using QaAnalyzer.Conversations;
using QaAnalyzer.Scoring;

namespace QaAnalyzer;

/// <summary>Conversations in, analysis lines out, in the same order, on all cores and with bounded memory. No database.</summary>
public static class StatelessAnalysis
{
    private const int BatchSize = 32;

    /// <param name="pipelines">One line per conversation and pipeline.</param>
    /// <param name="conversations">Read lazily.</param>
    /// <param name="chinese">Language of the sentences; by conversation when null.</param>
    /// <param name="output">Gets UTF-8 lines.</param>
    /// <param name="cancel">Stops between batches.</param>
    public static async Task<long> RunAsync(
        IReadOnlyList<AnalysisPipeline> pipelines, IEnumerable<Conversation> conversations, bool? chinese, Stream output, CancellationToken cancel = default)
    {
        long count = 0;
        var running = new Queue<Task<ArrayBufferWriter<byte>>>();
        foreach (var batch in conversations.Chunk(BatchSize))
        {
            count += batch.Length;
            running.Enqueue(Task.Run(() => Analyze(pipelines, batch, chinese), cancel));
            if (running.Count > Environment.ProcessorCount * 2) await output.WriteAsync((await running.Dequeue()).WrittenMemory, cancel);
        }

        while (running.TryDequeue(out var batch)) await output.WriteAsync((await batch).WrittenMemory, cancel);
        await output.FlushAsync(cancel);
        return count;
    }

    private static ArrayBufferWriter<byte> Analyze(IReadOnlyList<AnalysisPipeline> pipelines, Conversation[] batch, bool? chinese)
    {
        var lines = new ArrayBufferWriter<byte>(1 << 16);
        foreach (var conversation in batch)
        {
            foreach (var pipeline in pipelines) AnalysisJson.WriteLine(lines, pipeline.Analyze(conversation), chinese ?? conversation.IsChinese());
        }

        return lines;
    }
}
