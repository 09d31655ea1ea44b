namespace QaAnalyzer.Reviews;

/// <summary>Decisions as the reviews table writes them.</summary>
internal static class DecisionText
{
    public static string Of(Decision decision) => decision switch
    {
        Decision.Confirmed => "confirmed",
        Decision.Overridden => "overridden",
        Decision.Scored => "scored",
        Decision.NotApplicable => "not-applicable",
        Decision.Withdrawn => "withdrawn",
        _ => throw new InvalidOperationException($"decision {decision}"),
    };

    public static Decision Parse(string text) => Enum.GetValues<Decision>().First(d => Of(d) == text);
}
