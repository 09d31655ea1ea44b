using System.Buffers;
using System.Diagnostics;
using QaAnalyzer.Conversations;
using QaAnalyzer.Rubrics;
using QaAnalyzer.Scoring;
using QaAnalyzer.Signals;
using QaAnalyzer.Signals.Text;
using QaAnalyzer.Signals.Timing;
using QaAnalyzer.Transcripts;

namespace QaAnalyzer.Bench;

/// <summary>Where the time of <c>qa analyze</c> goes: each stage alone on one core over the same conversations, in one run.</summary>
internal static class StageTimes
{
    public static void Run(string path, string rubricId, int rounds)
    {
        var rubric = RubricCatalog.Load(Shipped.Rubrics).Find(rubricId) ?? throw new ArgumentException($"there is no rubric {rubricId}");
        var detectors = Shipped.Detectors();
        var pipeline = new AnalysisPipeline(rubric, detectors, Shipped.Site);
        var conversations = Read(path);
        Console.WriteLine($"{conversations.Count} conversations, {conversations.Sum(c => c.Utterances.Count)} utterances, {rounds} rounds, one core");

        Report("read", conversations.Count, rounds, () => Read(path).Count);
        foreach (var detector in detectors)
            Report("detect: " + detector.Name, conversations.Count, rounds, () => conversations.Sum(c => Signals(detector, c, rubric)));
        var analyses = conversations.Select(pipeline.Analyze).ToList();
        Report("detect, measure, draft", conversations.Count, rounds, () => conversations.Sum(c => pipeline.Analyze(c).Drafts.Count));
        var buffer = new ArrayBufferWriter<byte>(1 << 24);
        Report("write", conversations.Count, rounds, () => Write(analyses, buffer));
    }

    private static List<Conversation> Read(string path) =>
        [.. new TranscriptImport(new()).Read([path]).OfType<Accepted>().Select(a => a.Conversation)];

    private static int Signals(ISignalDetector detector, Conversation conversation, Rubric rubric)
    {
        var context = new AnalysisContext(conversation, rubric.Thresholds);
        detector.Detect(context);
        return context.Signals.Count;
    }

    private static int Write(List<ConversationAnalysis> analyses, ArrayBufferWriter<byte> buffer)
    {
        foreach (var analysis in analyses)
        {
            AnalysisJson.WriteLine(buffer, analysis, chinese: true);
            buffer.ResetWrittenCount();
        }

        return analyses.Count;
    }

    private static void Report(string stage, int conversations, int rounds, Func<int> work)
    {
        var result = work();
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < rounds; i++)
        {
            if (work() != result) throw new InvalidOperationException($"{stage} gave another result");
        }

        var seconds = watch.Elapsed.TotalSeconds / rounds;
        var bytes = (GC.GetAllocatedBytesForCurrentThread() - allocated) / rounds / Math.Max(1, conversations);
        Console.WriteLine($"{stage,-28} {seconds * 1e6 / conversations,10:0.0} us/conversation {conversations / seconds,10:0} conversations/s {bytes,8} B/conversation");
    }
}
