using System.Buffers;
using System.Text;
using QaAnalyzer.Conversations;
using QaAnalyzer.Scoring;
using QaAnalyzer.Signals;
using QaAnalyzer.Storage;
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
    public async Task Analyses_saved_at_once_come_back_each_as_it_was_and_share_their_signals(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        Conversation[] conversations = [ReviewSamples.Conversation("c1"), ReviewSamples.Conversation("c2", Channel.Call), Talk.Chat("customer: 在吗") with { Id = "c3" }];
        var pipelines = new AnalysisPipelines(Product.Rubrics.All, Product.Detectors);
        var saved = new List<NewAnalysis>();
        foreach (var conversation in conversations)
        {
            var (_, key) = await night.SaveAsync(conversation);
            saved.AddRange(pipelines.Analyze(conversation).Select(a => new NewAnalysis(key, a)));
        }

        await using (var connection = await night.Database.OpenAsync())
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await night.Analyses.SaveAsync(connection, transaction, saved, 3);
            await transaction.CommitAsync();
        }

        foreach (var (key, analysis) in saved) Assert.Equal(Everything(analysis), Everything((await night.Analyses.CurrentAsync(key, analysis.Rubric))!));
        Assert.True(await night.CountAsync("signals") < saved.Sum(s => s.Analysis.Signals.Count));
        Assert.Equal(saved.Sum(s => s.Analysis.Drafts.Count), await night.CountAsync("drafts"));
        Assert.Equal(Product.Rubrics.All.Count, await night.CountAsync("measure_lists"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Characters_that_the_database_refuses_are_kept_visible(string kind)
    {
        var conversation = ReviewSamples.Conversation("c1");
        var odd = ReviewSamples.Analysis(conversation) with
        {
            Signals = [new("greeting", 2, new(0, 2), 1, SignalSource.Phrase, new("甲\0", "a\0b\ud83d"))],
            Drafts = [new Abstention { Criterion = "need-recorded", Kind = AbstentionKind.MissingMeasure, Reason = new("甲\0", "a\0"), Evidence = [new(3, new(0, 4), "greeting")] }],
        };
        var read = await SavedAsync(kind, conversation, odd);
        var nul = kind == "sqlite" ? '\0' : '\u2400';
        Assert.Equal(new Sentence($"甲{nul}", $"a{nul}b\ufffd"), read.Signals[0].Reason);
        Assert.Equal(new Sentence($"甲{nul}", $"a{nul}"), read.Drafts[0].Reason);
        Assert.Equal(new Evidence(3, new(0, 4), "greeting"), Assert.Single(read.Drafts[0].Evidence));
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

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Reasons_that_an_older_node_wrote_are_said_in_English_in_both_languages(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        var conversation = ReviewSamples.Conversation("c1");
        var key = await ReviewSamples.SaveAsync(night.Database, night.Clock, conversation, ReviewSamples.Analysis(conversation));
        await night.ExecuteAsync("UPDATE signals SET reason_zh = NULL");
        var read = (await night.Analyses.CurrentAsync(key, ReviewSamples.RubricId))!;
        Assert.Contains(new("sorry", "sorry"), read.Signals.Select(s => s.Reason));
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
