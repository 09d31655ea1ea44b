using System.Buffers;
using System.Text;
using QaAnalyzer.Conversations;
using QaAnalyzer.Scoring;
using QaAnalyzer.Signals;
using QaAnalyzer.Tests.Reviews;

namespace QaAnalyzer.Tests.Storage;

public class AnalysisStoreTests
{
    public static TheoryData<string> Kinds => Databases.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task An_analysis_comes_back_as_it_was_saved(string kind)
    {
        var conversation = ReviewSamples.Conversation("c1");
        var saved = ReviewSamples.Analysis(conversation, abused: true) with
        {
            Scorer = "scorer.v1",
            Failures = [new("overlap", "OverflowException")],
            Measures =
            [
                new() { Id = "first-response-seconds", Value = 0.1 + 0.2, Utterances = [1, 2], Wording = () => new("首次回复", "first reply") },
                Measure.Absent("ring-seconds", new("没有振铃时间", "no ring time")),
            ],
        };
        var read = await SavedAsync(kind, conversation, saved);
        Assert.Equal(Everything(saved), Everything(read));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task An_analysis_of_the_shipped_pipeline_prints_the_same_bytes_after_storage(string kind)
    {
        var conversation = ReviewSamples.Conversation("c1");
        foreach (var rubric in Product.Rubrics.All)
        {
            var saved = new AnalysisPipeline(rubric, Product.Detectors).Analyze(conversation);
            var read = await SavedAsync(kind, conversation, saved);
            Assert.Equal(Line(saved), Line(read));
            Assert.Equal(Everything(saved), Everything(read));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task An_analysis_with_nothing_found_has_no_total(string kind)
    {
        var conversation = ReviewSamples.Conversation("c1");
        var saved = ReviewSamples.Analysis(conversation) with { Total = null, Drafts = [], Signals = [], Tagger = null };
        Assert.Equal(Everything(saved), Everything(await SavedAsync(kind, conversation, saved)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_second_analysis_supersedes_the_first_which_stays(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        var conversation = ReviewSamples.Conversation("c1");
        var key = await ReviewSamples.SaveAsync(night.Database, night.Clock, conversation, ReviewSamples.Analysis(conversation, greeting: 2));
        await ReviewSamples.SaveAsync(night.Database, night.Clock, conversation, ReviewSamples.Analysis(conversation, greeting: 5));
        var current = (await night.Analyses.CurrentAsync(key, ReviewSamples.RubricId))!;
        Assert.Equal(5, ((DraftScore)current.Drafts[0]).Score);
        Assert.Equal(2, await night.CountAsync("analyses"));
        Assert.Equal(1, await night.CountAsync("analyses WHERE is_current"));
        Assert.Equal(8, await night.CountAsync("drafts"));
        Assert.Equal([ReviewSamples.RubricId], await night.Analyses.RubricsOfAsync(key));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task There_is_no_analysis_before_one_is_saved(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        var (_, key) = await night.SaveAsync(ReviewSamples.Conversation("c1"));
        Assert.Null(await night.Analyses.CurrentAsync(key, ReviewSamples.RubricId));
        Assert.Empty(await night.Analyses.RubricsOfAsync(key));
    }

    private static async Task<ConversationAnalysis> SavedAsync(string kind, Conversation conversation, ConversationAnalysis analysis)
    {
        await using var night = await Night.OpenAsync(kind);
        var key = await ReviewSamples.SaveAsync(night.Database, night.Clock, conversation, analysis);
        return (await night.Analyses.CurrentAsync(key, analysis.Rubric))!;
    }

    private static string Line(ConversationAnalysis analysis)
    {
        var bytes = new ArrayBufferWriter<byte>();
        AnalysisJson.WriteLine(bytes, analysis, chinese: true);
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    /// <summary>Every stored field in words, so that two analyses can be compared and a difference be read.</summary>
    private static IReadOnlyList<string> Everything(ConversationAnalysis a) =>
    [
        $"{a.ConversationId} {a.Rubric} {a.Tagger ?? "-"} {a.Scorer ?? "-"}",
        a.Total is { } t ? $"{t.Score:R} {t.Percent:R} {t.Deductions:R} {t.Grade} {t.CoveredWeight:R} {string.Join(',', t.AutoFails)}" : "no total",
        .. a.Signals.Select(s => s.ToString()),
        .. a.Measures.Select(m => $"{m.Id} {m.Value:R} [{string.Join(',', m.Utterances)}]"),
        .. a.Drafts.Select(d => $"{Specific(d)} {d.Criterion} {d.Reason} {string.Join(' ', d.Evidence)}"),
        .. a.Failures.Select(f => f.ToString()),
    ];

    private static string Specific(Draft draft) => draft switch
    {
        DraftScore s => $"{s.Score} {s.Source} [{string.Join(',', s.Probabilities.Select(p => $"{p:R}"))}] set {(s.PredictionSet is { } set ? string.Join(',', set) : "none")}",
        _ => ((Abstention)draft).Kind.ToString(),
    };
}
