using System.Globalization;
using System.Text;
using QaAnalyzer.Conversations;
using QaAnalyzer.Data;

namespace QaAnalyzer.Signals.Timing.Overlaps;

/// <summary>
/// Two sums of points, one for each verdict; the logistic function of a sum is the probability. Points are log-odds, round numbers that a person
/// can read and change: <c>data/timing/overlaps.yaml</c>.
/// </summary>
internal sealed record OverlapModel
{
    public required PointTable Backchannel { get; init; }

    public required PointTable Interruption { get; init; }

    /// <summary>Cues whose points no labelled data can tell, because they speak of roles or of Chinese; a refit leaves them alone.</summary>
    public required IReadOnlySet<string> ByHand { get; init; }

    /// <exception cref="DataFileException">The file cannot be used.</exception>
    public static OverlapModel Load(string path)
    {
        var file = YamlFile.Load(path);
        file.Root.AllowOnly("backchannel", "interruption", "by-hand");
        var byHand = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in file.Root["by-hand"].Items())
        {
            var id = item.Text("a cue");
            if (!OverlapCues.IndexOf.ContainsKey(id)) item.Complain($"unknown cue \"{id}\"", "Use a cue that data/timing/README.md lists");
            byHand.Add(id);
        }

        var model = new OverlapModel { Backchannel = PointTable.Read(file.Root["backchannel"]), Interruption = PointTable.Read(file.Root["interruption"]), ByHand = byHand };
        file.ThrowIfProblems();
        return model;
    }

    public string ToYaml() => $"backchannel:\n{Backchannel.ToYaml()}interruption:\n{Interruption.ToYaml()}by-hand: [{string.Join(", ", ByHand)}]";
}

/// <summary>What each cue is worth for one verdict.</summary>
/// <param name="Base">Log-odds when no cue shows.</param>
/// <param name="AgentAtLeast">Probability from which the verdict is given when the agent came in.</param>
/// <param name="CustomerAtLeast">Likewise when the customer came in.</param>
/// <param name="Points">By the index of <see cref="OverlapCues.All"/>.</param>
internal sealed record PointTable(double Base, double AgentAtLeast, double CustomerAtLeast, IReadOnlyList<double> Points)
{
    public double AtLeast(Speaker incoming) => incoming == Speaker.Agent ? AgentAtLeast : CustomerAtLeast;

    public double Probability(ReadOnlySpan<double> strengths)
    {
        var sum = Base;
        for (var i = 0; i < strengths.Length; i++) sum += Points[i] * strengths[i];
        return 1 / (1 + Math.Exp(-sum));
    }

    public static PointTable Read(YamlValue table)
    {
        table.AllowOnly("base", "at-least", "points");
        table["at-least"].AllowOnly("agent", "customer");
        var points = new double[OverlapCues.All.Count];
        foreach (var (id, value) in table["points"].Entries())
        {
            if (OverlapCues.IndexOf.TryGetValue(id, out var cue)) points[cue] = value.Number("points");
            else value.Complain($"unknown cue \"{id}\"", "Use a cue that data/timing/README.md lists");
        }

        return new(table["base"].Number("log-odds"), Share(table["at-least"]["agent"]), Share(table["at-least"]["customer"]), points);
    }

    public string ToYaml()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"  base: {Base}\n  at-least: {{agent: {AgentAtLeast:0.##}, customer: {CustomerAtLeast:0.##}}}\n  points:\n");
        for (var c = 0; c < Points.Count; c++)
        {
            if (Points[c] != 0) text.Append(CultureInfo.InvariantCulture, $"    {OverlapCues.All[c].Id}: {Points[c]}\n");
        }

        return text.ToString();
    }

    private static double Share(YamlValue value)
    {
        var number = value.Number("a probability");
        if (number is <= 0 or >= 1) value.Complain($"a probability of {number}", "Use a number between 0 and 1");
        return number;
    }
}
