using System.Diagnostics;
using QaAnalyzer.Conversations;
using QaAnalyzer.Rubrics;
using QaAnalyzer.Signals;
using QaAnalyzer.Signals.Measures;
using QaAnalyzer.Signals.Text;
using QaAnalyzer.Signals.Timing;

namespace QaAnalyzer.Bench;

/// <summary>All timing detectors and timing measures over one call of two hours and 4,000 utterances, on one core; the text was read before.</summary>
internal static class TimingSpeed
{
    private const int Utterances = 4_000;
    private const double Seconds = 7_200;

    private static readonly string[] Said =
    [
        "我上个月办的那个套餐一直没有生效，打了两次电话都说在处理", "嗯嗯，您说", "这个费用是没办法减免的，因为", "我不管因为什么，反正我没用过就不该收",
        "好的，请稍等，我帮您查一下", "对对", "and then I called the branch but they said that the", "yeah", "well I can see the order here", "请问还有其他可以帮您的吗",
    ];

    public static void Run(int rounds)
    {
        var call = Call();
        var detectors = Shipped.Detectors();
        var site = Shipped.Site;
        var text = new AnalysisContext(call, Thresholds.Default);
        detectors[0].Detect(text);
        List<IMeasure> measures = [.. ReplyMeasures.All(), .. SilenceMeasures.All(), .. OverlapMeasures.All(), .. TalkMeasures.All()];
        var parts = detectors.Skip(1).ToDictionary(d => d.Name, _ => new List<double>());
        var (times, bytes, found) = (new List<double>(), 0L, 0);
        for (var round = 0; round < rounds; round++)
        {
            var context = new AnalysisContext(call, Thresholds.Default, site: site);
            foreach (var signal in text.Signals) context.Signals.Add(signal);
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var watch = Stopwatch.StartNew();
            foreach (var detector in detectors.Skip(1))
            {
                var start = watch.Elapsed.TotalMilliseconds;
                detector.Detect(context);
                parts[detector.Name].Add(watch.Elapsed.TotalMilliseconds - start);
            }

            foreach (var measure in measures) measure.Compute(context);
            times.Add(watch.Elapsed.TotalMilliseconds);
            bytes = GC.GetAllocatedBytesForCurrentThread() - allocated;
            found = context.Signals.Count - text.Signals.Count;
        }

        Console.WriteLine($"{Utterances} utterances, {found} timing signals: median {Median(times):0.0} ms, best {times.Min():0.0} ms, {bytes / 1e6:0.0} MB allocated");
        foreach (var (name, part) in parts) Console.WriteLine($"  {name,-12} median {Median(part):0.0} ms, best {part.Min():0.0} ms");
    }

    /// <summary>Of the later half: the first rounds run code that is still being compiled.</summary>
    private static double Median(List<double> times) => times.Skip(times.Count / 2).Order().ElementAt(times.Count / 4);

    /// <summary>Turns that often run into each other; three in ten are met by the next one before they end.</summary>
    private static Conversation Call()
    {
        var chance = new Random(7);
        var utterances = new List<Utterance>();
        var at = 0.0;
        for (var i = 0; i < Utterances; i++)
        {
            var length = Math.Round(0.3 + (chance.NextDouble() * 2 * Seconds / Utterances), 3);
            utterances.Add(new() { Speaker = i % 2 == 0 ? Speaker.Customer : Speaker.Agent, Text = Said[chance.Next(Said.Length)], Start = at, End = at + length });
            at = Math.Round(at + length + (chance.NextDouble() < 0.3 ? -0.25 * length : chance.NextDouble() * 0.5), 3);
        }

        return new() { Id = "two-hours", Channel = Channel.Call, Utterances = utterances };
    }
}
