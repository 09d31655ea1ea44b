using System.Security.Claims;
using QaAnalyzer.App.Accounts;
using QaAnalyzer.Conversations;
using QaAnalyzer.Reviews;
using QaAnalyzer.Rubrics;
using QaAnalyzer.Signals.Timing;
using QaAnalyzer.Storage;

namespace QaAnalyzer.App.Pages;

/// <summary>Loads what the review page and the reading page show, if the person may see it.</summary>
internal sealed class ConversationDesk(
    ConversationStore conversations, AnalysisStore analyses, ReviewDesk desk, HistoryReader history, RubricShelf shelf, SiteSettings site)
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
        };
    }

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

    /// <summary>Null while not analysed.</summary>
    public ReviewForm? Form { get; init; }

    /// <summary>Imported scores of the past, the newest first.</summary>
    public IReadOnlyList<Review> History { get; init; } = [];
}
