using System.Security.Claims;
using QaAnalyzer.App.Accounts;
using QaAnalyzer.Conversations;
using QaAnalyzer.Learning.Moods;
using QaAnalyzer.Learning.Service;
using QaAnalyzer.Reviews;
using QaAnalyzer.Rubrics;
using QaAnalyzer.Signals.Timing;
using QaAnalyzer.Storage;

namespace QaAnalyzer.App.Pages;

/// <summary>Loads what the review page and the reading page show, if the person may see it.</summary>
internal sealed class ConversationDesk(
    ConversationStore conversations, AnalysisStore analyses, ReviewDesk desk, HistoryReader history, RubricShelf shelf, SiteSettings site, ScorerStore scorers,
    MoodShelf moods)
{
    /// <summary>Null when there is no such conversation or it is not this person's to read.</summary>
    public async Task<ConversationScreen?> OpenAsync(ClaimsPrincipal user, long key, string? rubricId, CancellationToken cancel)
    {
        if (await conversations.FindAsync(key, cancel) is not { } stored) return null;
        if (user.OnlyAgent() is { } agent && stored.Conversation.Agent?.Id != agent) return null;

        var analysed = await analyses.RubricsOfAsync(key, cancel);
        List<Rubric> choices = [.. shelf.Active.Concat(analysed.Select(shelf.Find).OfType<Rubric>()).DistinctBy(r => r.Id)];
        var rubric = shelf.Find(rubricId) ?? choices.FirstOrDefault(r => analysed.Contains(r.Id)) ?? choices[0];
        var form = await desk.OpenAsync(new(key, stored.Conversation.Channel), rubric, forReader: user.OnlyAgent() is not null, cancel);
        var versions = await conversations.VersionsAsync(key, cancel);
        return new()
        {
            Key = key,
            Conversation = stored.Conversation,
            Rubric = rubric,
            RubricChoices = choices,
            Form = form,
            History = await history.OfAsync(key, rubric.Id, cancel),
            Versions = versions,
            Silences = Silences(stored.Conversation, rubric, form),
            Service = await ServiceAsync(form, cancel),
            Moods = moods.Of(stored.Conversation, form),
        };
    }

    /// <summary>As it was when the analysis was made.</summary>
    private async Task<ScorerSettings?> ServiceAsync(ReviewForm? form, CancellationToken cancel) =>
        ScorerSettings.Parse(form?.Analysis.Scorer) is var (scorer, number) ? await scorers.SettingsAsync(scorer, number, cancel) : null;

    /// <summary>Nothing where the times mean nothing.</summary>
    private SilenceLedger? Silences(Conversation conversation, Rubric rubric, ReviewForm? form) => form is null || form.Analysis.Flags.Any(f => f.VoidsTimes)
        ? null
        : SilenceLedger.Of(conversation, rubric.Thresholds, form.Analysis.Signals, site);
}

/// <summary>One conversation under one rubric.</summary>
internal sealed record ConversationScreen
{
    public required long Key { get; init; }

    public required Conversation Conversation { get; init; }

    public required Rubric Rubric { get; init; }

    public required IReadOnlyList<Rubric> RubricChoices { get; init; }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<ConversationVersion> Versions { get; init; } = [];

    /// <summary>Null while not analysed, and where the times cannot be believed.</summary>
    public SilenceLedger? Silences { get; init; }

    /// <summary>The customer's moods; empty where they are not to be shown.</summary>
    public ConversationMoods Moods { get; init; } = ConversationMoods.None;

    /// <summary>Null while not analysed.</summary>
    public ReviewForm? Form { get; init; }

    /// <summary>How the scorer served when this was analysed; null when none did.</summary>
    public ScorerSettings? Service { get; init; }

    /// <summary>Who drafted a line, and why that one; null when only rules could.</summary>
    public Sentence? Speaks(string line) => Service?.Criteria.FirstOrDefault(c => c.Criterion == line)?.Why;

    /// <summary>Imported scores of the past, the newest first.</summary>
    public IReadOnlyList<Review> History { get; init; } = [];
}
