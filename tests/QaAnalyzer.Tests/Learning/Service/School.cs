using QaAnalyzer.Conversations;
using QaAnalyzer.Learning;
using QaAnalyzer.Learning.Service;
using QaAnalyzer.Rubrics;

namespace QaAnalyzer.Tests.Learning.Service;

/// <summary>Learning runs over a fresh database with invented reviewed conversations.</summary>
internal sealed class School : IAsyncDisposable
{
    private School(Night night, Rubric rubric)
    {
        (Night, Rubric) = (night, rubric);
        Scorers = new(night.Database, night.Clock);
        Log = new(night.Database, night.Clock);
        Shelf = new(Scorers);
    }

    public Night Night { get; }

    public Rubric Rubric { get; }

    public ScorerStore Scorers { get; }

    public LearningLog Log { get; }

    public ScorerShelf Shelf { get; }

    public static async Task<School> OpenAsync(string kind, string rubric) => new(await Night.OpenAsync(kind), Product.Rubric(rubric));

    public LearningRun Run(int retrainAfter = 50, bool readsNeutral = true)
    {
        var site = Product.Site with { Fairness = readsNeutral ? Product.Fairness : Product.Site.Fairness };
        return new(
            Scorers, Shelf, new(Night.Database, Night.Conversations), Log, Night.Runs,
            (rubric, scorer) => new AnalysisPipeline(rubric, Product.Detectors, site, scorer),
            new() { RetrainAfter = retrainAfter, Swaps = Product.Fairness }, Night.Clock);
    }

    public async Task<IReadOnlyList<string>> LearnAsync(int retrainAfter = 50, bool readsNeutral = true) =>
        [.. (await Run(retrainAfter, readsNeutral).RunAsync([Rubric])).Select(s => $"{s.Step} {s.Outcome}")];

    /// <summary>Imports conversations with their reviews as past scores, to be analysed by the next night run.</summary>
    public async Task ImportAsync(IEnumerable<Conversation> talks)
    {
        var file = Night.Drop(Guid.NewGuid().ToString("N") + ".jsonl", [.. talks.Select(ConversationJson.Write)]);
        await Night.Importer.ImportAsync([file], "test", new(), [Rubric.Id], [Rubric]);
        File.Delete(file);
    }

    public async Task AnalyseAsync()
    {
        var runner = new AnalysisRunner(
            Night.Database, Night.Work, Night.Conversations, Night.Analyses, Night.Queue, Product.Detectors, Night.Clock, Product.Site, Shelf);
        await runner.RunAsync([Rubric], await Night.Runs.StartAsync("nightly"));
    }

    public async Task<ScorerSettings> SettingsAsync() => (await Scorers.SettingsAsync((await Scorers.ActiveAsync(Rubric.Id))!.Id))!;

    public ValueTask DisposeAsync() => Night.DisposeAsync();
}
