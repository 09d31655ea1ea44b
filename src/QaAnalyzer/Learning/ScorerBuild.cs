using System.Globalization;
using QaAnalyzer.Conversations;
using QaAnalyzer.Learning.Fairness;
using QaAnalyzer.Learning.Moods;
using QaAnalyzer.Rubrics;

namespace QaAnalyzer.Learning;

/// <summary>Builds and measures scorers; what <c>qa train scorer</c>, <c>qa evaluate scorer</c> and retraining call.</summary>
public sealed class ScorerBuild
{
    private readonly Rubric _rubric;
    private readonly string? _tagger;
    private readonly string[] _criteria;
    private readonly IReadOnlyList<Lesson> _lessons;
    private readonly NeutralWords _neutral;
    private readonly MoodReader? _moods;

    private ScorerBuild(Rubric rubric, string? tagger, string[] criteria, IReadOnlyList<Lesson> lessons, NeutralWords neutral, MoodReader? moods, string? problem) =>
        (_rubric, _tagger, _criteria, _lessons, _neutral, _moods, Problem) = (rubric, tagger, criteria, lessons, neutral, moods, problem);

    /// <summary>Conversations with at least one human score for the rubric.</summary>
    public int Conversations => _lessons.Count;

    /// <summary>Single human reviews.</summary>
    public int Reviews => _lessons.Sum(l => l.Reviews.Length);

    /// <summary>Why nothing can be learned from these reviews; null when it can.</summary>
    public string? Problem { get; }

    /// <summary>Reads reviewed conversations; criteria that too few were scored for are not learned. Words of the site's fairness lists are read as neutral.</summary>
    /// <param name="pipeline">Rubric, detectors and site.</param>
    /// <param name="conversations">With their reviews.</param>
    /// <param name="moods">Tells the customer's moods, which the scorer then learns from and carries along; null to do without.</param>
    public static ScorerBuild Read(AnalysisPipeline pipeline, IEnumerable<Conversation> conversations, MoodReader? moods = null)
    {
        var rubric = pipeline.Rubric;
        var neutral = new NeutralWords(pipeline.Site.Fairness.Rules);
        var reader = new LessonReader(pipeline, neutral, moods);
        var lessons = reader.Read(conversations);
        var counts = reader.Criteria.Select((_, k) => lessons.Count(l => l.Scores(k).Length > 0)).ToArray();
        var used = Enumerable.Range(0, counts.Length).Where(k => counts[k] >= ScorerTrainer.LeastLessons).ToArray();
        return new(
            rubric,
            pipeline.Tagger,
            [.. used.Select(k => reader.Criteria[k])],
            [.. lessons.Select(l => l with { Reviews = [.. l.Reviews.Select(r => used.Select(k => r[k]).ToArray()).Where(r => r.Any(s => !double.IsNaN(s)))] }).Where(l => l.Reviews.Length > 0)],
            neutral,
            moods,
            used.Length > 0 ? null : $"a scorer for {rubric.Id} needs at least {ScorerTrainer.LeastLessons} reviewed conversations, there are {counts.DefaultIfEmpty().Max()}");
    }

    /// <summary>Trains on all and writes the scorer.</summary>
    /// <param name="data">Names of the data, kept in the file.</param>
    /// <param name="today">Date of training.</param>
    /// <param name="path">File to write.</param>
    /// <exception cref="InvalidOperationException">There is a <see cref="Problem"/>.</exception>
    public ScorerOrigin Train(IReadOnlyList<string> data, DateOnly today, string path)
    {
        var trained = Train(_rubric.Id + "-" + today.ToString("yyyyMMdd", CultureInfo.InvariantCulture), data, today);
        File.WriteAllBytes(path, trained.File);
        return trained.Origin;
    }

    /// <summary>Trains on all; the file as bytes.</summary>
    /// <param name="id">Name of the scorer.</param>
    /// <param name="data">Names of the data, kept in the file.</param>
    /// <param name="today">Date of training.</param>
    /// <exception cref="InvalidOperationException">There is a <see cref="Problem"/>.</exception>
    public TrainedScorer Train(string id, IReadOnlyList<string> data, DateOnly today)
    {
        if (Problem is { } problem) throw new InvalidOperationException(problem);
        var origin = new ScorerOrigin(id, _rubric.Id, _tagger, today, data, Reviews, Conversations);
        return new(origin, ScorerFile.Pack(ScorerTrainer.Train(_lessons, _criteria, origin) with { Neutral = _neutral, Moods = _moods }));
    }

    /// <summary>Cross-validated figures per criterion.</summary>
    /// <param name="folds">At least 2.</param>
    /// <param name="most">Training conversations per fold; all when null.</param>
    /// <param name="oneEvaluator">Train on one evaluator per conversation.</param>
    /// <param name="partition">Another number makes other folds.</param>
    public IReadOnlyList<ScorerFigures> Evaluate(int folds, int? most = null, bool oneEvaluator = false, int partition = 1) =>
        new ScorerEvaluation(_lessons, _criteria, folds, partition).Run(most, oneEvaluator);
}

/// <summary>A scorer file and what it was made from.</summary>
public sealed record TrainedScorer(ScorerOrigin Origin, byte[] File);
