using QaAnalyzer.Signals.Timing.Overlaps;

namespace QaAnalyzer.Tests.Signals.Timing.Overlaps;

public class OverlapFitTests
{
    private static readonly int Cue = OverlapCues.IndexOf["dangling"];
    private static readonly int Other = OverlapCues.IndexOf["finished"];

    /// <summary>Base −1 and +2 for the cue: 26.9 % without it, 73.1 % with it.</summary>
    [Fact]
    public void The_points_behind_labels_drawn_from_known_points_are_found_again()
    {
        var (rows, labels) = Drawn(20_000);
        var table = OverlapFit.Refit(rows, labels, Start(), new HashSet<string>());
        Assert.Equal((-1, 2, 0), (table.Base, table.Points[Cue], table.Points[Other]));
    }

    [Fact]
    public void Points_set_by_hand_stay_and_the_rest_is_fitted_around_them()
    {
        var (rows, labels) = Drawn(20_000);
        var table = OverlapFit.Refit(rows, labels, Start(by: 2), new HashSet<string> { "dangling" });
        Assert.Equal((-1, 2), (table.Base, table.Points[Cue]));
    }

    private static PointTable Start(double by = 0)
    {
        var points = new double[OverlapCues.All.Count];
        points[Cue] = by;
        return new(0, 0.5, 0.5, points);
    }

    private static (List<double[]> Rows, List<bool> Labels) Drawn(int count)
    {
        var (chance, rows, labels) = (new Random(3), new List<double[]>(), new List<bool>());
        for (var i = 0; i < count; i++)
        {
            var row = new double[OverlapCues.All.Count];
            row[Cue] = i % 2;
            row[Other] = i / 2 % 2;
            rows.Add(row);
            labels.Add(chance.NextDouble() < 1 / (1 + Math.Exp(1 - (2 * row[Cue]))));
        }

        return (rows, labels);
    }
}
