using System.Diagnostics;
using QaAnalyzer.Rubrics;
using QaAnalyzer.Signals.Text;
using QaAnalyzer.Signals.Timing;
using QaAnalyzer.Transcripts;

namespace QaAnalyzer.Bench;

/// <summary>
/// Conversations per second of <c>qa analyze</c> on all cores: file in, analysis lines to a file out, in a process that is already warm. The
/// first rounds warm up; the rest are reported by their median and best.
/// </summary>
internal static class AnalyzeSpeed
{
    private const int WarmUp = 5;
    private const int Rounds = 11;

    public static async Task RunAsync(string path, string rubricId)
    {
        var rubric = RubricCatalog.Load(Shipped.Rubrics).Find(rubricId) ?? throw new ArgumentException($"there is no rubric {rubricId}");
        var detectors = Shipped.Detectors();
        var pipeline = new AnalysisPipeline(rubric, detectors, Shipped.Site);
        var output = Path.GetTempFileName();
        try
        {
            var rates = new List<double>();
            for (var round = 0; round < WarmUp + Rounds; round++)
            {
                var watch = Stopwatch.StartNew();
                var conversations = new TranscriptImport(new()).Read([path]).OfType<Accepted>().Select(a => a.Conversation);
                await using var file = File.Create(output);
                var count = await StatelessAnalysis.RunAsync([pipeline], conversations, null, file);
                if (round >= WarmUp) rates.Add(count / watch.Elapsed.TotalSeconds);
            }

            rates.Sort();
            Console.WriteLine($"{Path.GetFileName(path)} under {rubric.Id}, {Environment.ProcessorCount} cores: median {rates[Rounds / 2]:0}, best {rates[^1]:0} conversations/s");
        }
        finally
        {
            File.Delete(output);
        }
    }
}
