using QaAnalyzer.Agreement;

namespace QaAnalyzer.Learning.Service;

/// <summary>
/// Rules against scorer on the same conversations: mean absolute error to people's scores, and by how much the scorer's is smaller. Paired
/// bootstrap over conversations.
/// </summary>
/// <param name="Count">Conversations; where the criterion has rules, those on which they drafted a score.</param>
/// <param name="Rule">Error of the rules; null for a criterion without.</param>
/// <param name="Learned">Error of the scorer; null without conversations.</param>
/// <param name="Gain">Error of the rules less that of the scorer; above 0 the scorer is better.</param>
public sealed record Duel(int Count, Estimate? Rule, Estimate? Learned, Estimate? Gain)
{
    /// <summary>Below this nobody wins, as no agreement is shown.</summary>
    public const int LeastConversations = 50;

    private const ulong Seed = 20_260_305;

    public bool IsEnough => Count >= LeastConversations;

    /// <summary>The whole interval lies above 0.</summary>
    public bool LearnedWins => IsEnough && Gain?.Low > 0;

    /// <summary>The whole interval lies below 0.</summary>
    public bool RuleWins => IsEnough && Gain?.High < 0;

    /// <param name="judgements">Of one criterion, in a fixed order.</param>
    /// <param name="hasRules">False for criteria that are learned only.</param>
    internal static Duel Of(IEnumerable<Judgement> judgements, bool hasRules)
    {
        double[][] errors = [.. judgements.Where(j => !hasRules || j.Rule is not null).Select(j => new[] { 1, j.Rule is { } rule ? j.ErrorOf(rule) : 0, j.ErrorOf(j.Learned) })];
        if (errors.Length == 0) return new(0, null, null, null);

        var whole = new double[errors[0].Length];
        foreach (var error in errors)
        {
            for (var i = 0; i < whole.Length; i++) whole[i] += error[i];
        }

        double[][] drawn = [.. Bootstrap.Sums(errors, Seed).Select(sums => (double[])sums.Clone())];
        return new(
            errors.Length,
            hasRules ? Figure(s => s[1] / s[0]) : null,
            Figure(s => s[2] / s[0]),
            hasRules ? Figure(s => (s[1] - s[2]) / s[0]) : null);

        Estimate? Figure(Func<double[], double> of) => Estimate.Of(of(whole), drawn.Select(of)) is { } e ? new(Rounded(e.Value), Rounded(e.Low), Rounded(e.High)) : null;
    }

    private static double Rounded(double value) => Math.Round(value, 4);
}
