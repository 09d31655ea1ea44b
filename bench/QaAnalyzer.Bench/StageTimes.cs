using System.Buffers;
using QaAnalyzer.Conversations;
using QaAnalyzer.Rubrics;
using QaAnalyzer.Scoring;
using QaAnalyzer.Signals;
using QaAnalyzer.Storage;
using QaAnalyzer.Storage.Bulk;
using QaAnalyzer.Transcripts;

namespace QaAnalyzer.Bench;

/// <summary>
/// Where the processor time of <c>qa analyze</c> and the night run goes: each stage alone on one core over the same conversations. Of several
/// rounds the best, since other programs only ever add.
/// </summary>
internal static class StageTimes
{
    public static void Run(string path, string rubricId, int rounds)
    {
        var catalog = RubricCatalog.Load(Shipped.Rubrics);
        var rubric = catalog.Find(rubricId) ?? throw new ArgumentException($"there is no rubric {rubricId}");
        var detectors = Shipped.Detectors();
        var pipeline = new AnalysisPipeline(rubric, detectors, Shipped.Site);
        var conversations = Read(path);
        var utterances = conversations.Sum(c => c.Utterances.Count);
        Console.WriteLine($"{conversations.Count} conversations, {utterances} utterances, best of {rounds} rounds, one core");

        Report("read", conversations.Count, rounds, () => Read(path).Count);
        foreach (var detector in detectors)
            Report("detect: " + detector.Name, conversations.Count, rounds, () => conversations.Sum(c => Signals(detector, c, rubric)));
        var analyses = conversations.Select(pipeline.Analyze).ToList();
        Report("detect, measure, draft", conversations.Count, rounds, () => conversations.Sum(c => pipeline.Analyze(c).Drafts.Count));
        var buffer = new ArrayBufferWriter<byte>(1 << 24);
        var rubrics = new[] { rubric, catalog.Find(rubric.Id.StartsWith("process-check", StringComparison.Ordinal) ? "communication-record" : "process-check")! };
        var both = new AnalysisPipelines(rubrics, detectors, Shipped.Site);
        Report("the same, two rubrics", conversations.Count, rounds, () => conversations.Sum(c => both.Analyze(c).Count));
        var bodies = conversations.Select(ConversationJson.WriteUtf8).ToList();
        Report("parse a stored body", conversations.Count, rounds, () => bodies.Sum(b => ConversationJson.Parse(b).Utterances.Count));
        var placed = conversations.SelectMany((c, i) => both.Analyze(c).Select(a => new PlacedAnalysis(i, i, i, 1, a))).ToList();
        Report("rows, two rubrics", conversations.Count, rounds, () => Rows(placed));
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

    private static int Rows(List<PlacedAnalysis> placed)
    {
        var analyses = new CopyBuffer(AnalysisRows.Analyses.Columns.Count);
        var signals = new CopyBuffer(AnalysisRows.Signals.Columns.Count);
        var drafts = new CopyBuffer(AnalysisRows.Drafts.Columns.Count);
        foreach (var one in placed)
        {
            AnalysisRows.Write(analyses, one, 1, default);
            AnalysisRows.WriteSignals(signals, one);
            AnalysisRows.WriteDrafts(drafts, one);
        }

        return analyses.Bytes.Length + signals.Bytes.Length + drafts.Bytes.Length;
    }

    private static void Report(string stage, int conversations, int rounds, Func<int> work)
    {
        var result = work();
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var best = double.MaxValue;
        for (var i = 0; i < rounds; i++)
        {
            var began = Environment.CpuUsage.TotalTime;
            if (work() != result) throw new InvalidOperationException($"{stage} gave another result");
            best = Math.Min(best, (Environment.CpuUsage.TotalTime - began).TotalSeconds);
        }

        var bytes = (GC.GetAllocatedBytesForCurrentThread() - allocated) / rounds / Math.Max(1, conversations);
        var (each, rate) = (best * 1e6 / conversations, conversations / best);
        Console.WriteLine($"{stage,-28} {each,10:0.0} us/conversation {rate,10:0} conversations/s {bytes,8} B/conversation");
    }
}
