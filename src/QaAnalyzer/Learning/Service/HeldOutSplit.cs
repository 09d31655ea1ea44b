using QaAnalyzer.Signals.Text.Tagging;

namespace QaAnalyzer.Learning.Service;

/// <summary>
/// The newest fifth of the conversations that were scored without a draft in sight is kept from training and judges the scorer: by
/// conversation, and later than most of what it learns from. Reviews with the draft in sight teach, but judge nobody: who sees a draft follows it.
/// </summary>
internal static class HeldOutSplit
{
    private const double Share = 0.2;

    /// <summary>More would not narrow the intervals noticeably and has to be read every night.</summary>
    private const int Most = 2_000;

    public static (IReadOnlyList<Reviewed> Training, IReadOnlyList<Reviewed> HeldOut) Of(IReadOnlyList<Reviewed> reviewed)
    {
        // Imported scores often share one date; the hash decides among them.
        List<Reviewed> judged = [.. reviewed.Where(r => r.IsJudged).OrderByDescending(r => r.Date).ThenBy(r => Hash.Of(r.Name)).ThenBy(r => r.Name, StringComparer.Ordinal)];
        List<Reviewed> heldOut = [.. judged.Take(Math.Min(Most, (int)(judged.Count * Share)))];
        var names = heldOut.Select(r => r.Name).ToHashSet(StringComparer.Ordinal);
        return ([.. reviewed.Where(r => !names.Contains(r.Name))], heldOut);
    }
}
