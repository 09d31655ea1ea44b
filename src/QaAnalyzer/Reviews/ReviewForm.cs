using QaAnalyzer.Conversations;
using QaAnalyzer.Rubrics;
using QaAnalyzer.Scoring;

namespace QaAnalyzer.Reviews;

/// <summary>A rubric laid over one conversation: drafts of the machine beside the decisions of people.</summary>
public sealed record ReviewForm
{
    public required StoredConversationKey Conversation { get; init; }

    public required Rubric Rubric { get; init; }

    public required ConversationAnalysis Analysis { get; init; }

    /// <summary>Automatic failures first, then the criteria of this channel in the rubric's order.</summary>
    public required IReadOnlyList<ReviewLine> Lines { get; init; }

    /// <summary>Lines to be decided blind.</summary>
    public IReadOnlySet<string> Hidden { get; init; } = new HashSet<string>();

    /// <summary>True while a draft is hidden: its signals and its total would tell it.</summary>
    public bool IsBlind => Lines.Any(l => l.IsHidden);

    public int Decided => Lines.Count(l => l.IsDecided);

    public bool IsComplete => Decided == Lines.Count;

    /// <summary>The total of the decided lines alone, with the automatic failures that a person confirmed; null while no score is decided.</summary>
    public TotalScore? Total => TotalScorer.Total(
        Rubric,
        Lines.Where(l => l.Review?.Score is not null).ToDictionary(l => l.Id, l => l.Review!.Score!.Value, StringComparer.Ordinal),
        [.. Lines.Where(l => l is { IsAutoFail: true, Review.Decision: Decision.Confirmed }).Select(l => l.Id[ReviewLine.AutoFailPrefix.Length..])]);

    public ReviewLine? Find(string line) => Lines.FirstOrDefault(l => l.Id == line);

    /// <param name="conversation">Which one.</param>
    /// <param name="rubric">The form.</param>
    /// <param name="analysis">With the drafts.</param>
    /// <param name="inForce">Decisions by line.</param>
    /// <param name="hidden">Lines whose draft is not to be seen yet; none when null.</param>
    public static ReviewForm Of(
        StoredConversationKey conversation, Rubric rubric, ConversationAnalysis analysis, IReadOnlyDictionary<string, Review> inForce, IReadOnlySet<string>? hidden = null)
    {
        hidden ??= new HashSet<string>();
        var drafts = analysis.Drafts.ToDictionary(d => d.Criterion, StringComparer.Ordinal);
        var held = analysis.Total?.AutoFails ?? [];
        var autoFails = rubric.AutoFails.Where(f => held.Contains(f.Id, StringComparer.Ordinal)).Select(f => new ReviewLine
        {
            Id = ReviewLine.AutoFailPrefix + f.Id,
            Name = f.Name,
            Review = inForce.GetValueOrDefault(ReviewLine.AutoFailPrefix + f.Id),
        });
        var criteria = rubric.Dimensions.SelectMany(d => d.Criteria, (dimension, criterion) => new ReviewLine
        {
            Id = criterion.Id,
            Name = criterion.Name,
            Criterion = criterion,
            Dimension = dimension,
            Draft = hidden.Contains(criterion.Id) ? null : drafts.GetValueOrDefault(criterion.Id),
            HiddenDraft = hidden.Contains(criterion.Id) ? drafts.GetValueOrDefault(criterion.Id) : null,
            IsHidden = hidden.Contains(criterion.Id),
            Review = inForce.GetValueOrDefault(criterion.Id),
        });
        return new()
        {
            Conversation = conversation,
            Rubric = rubric,
            Analysis = analysis,
            Hidden = hidden,
            Lines = [.. autoFails, .. criteria.Where(l => Covers(l.Criterion!, conversation.Channel))],
        };
    }

    private static bool Covers(Criterion criterion, Channel channel) => criterion.Channels.Count == 0 || criterion.Channels.Contains(channel);
}

/// <summary>Which conversation a form is about.</summary>
public readonly record struct StoredConversationKey(long Key, Channel Channel);
