using QaAnalyzer.Storage;

namespace QaAnalyzer.App.Pages.Jobs;

/// <summary>How long the last runs of a job took, one bar each, the newest at the right; drawn on the server in units of the SVG.</summary>
internal sealed class DurationChart
{
    public const int Height = 28;
    public const int Bars = 20;
    private const int Step = 8;
    private const int BarWidth = 6;

    /// <summary>So that a run of no length is seen, too.</summary>
    private const double Least = 2;

    /// <param name="runs">The newest first; those that have not ended are left out.</param>
    public DurationChart(IEnumerable<RunRow> runs)
    {
        var ended = runs.Where(r => r.FinishedAt is not null).Take(Bars).Reverse().ToList();
        Longest = ended.Count == 0 ? 0 : ended.Max(SecondsOf);
        All = [.. ended.Select((run, i) => BarOf(run, (Bars - ended.Count + i) * Step))];
    }

    public static int Width => Bars * Step;

    /// <summary>Seconds.</summary>
    public double Longest { get; }

    public IReadOnlyList<Bar> All { get; }

    private static double SecondsOf(RunRow run) => Math.Max(0, (run.FinishedAt!.Value - run.StartedAt).TotalSeconds);

    private Bar BarOf(RunRow run, int x)
    {
        var height = Longest > 0 ? Math.Max(Least, SecondsOf(run) / Longest * Height) : Least;
        return new(run, SecondsOf(run), x, Height - height, BarWidth, height);
    }

    internal sealed record Bar(RunRow Run, double Seconds, double X, double Y, double Width, double Height);
}
