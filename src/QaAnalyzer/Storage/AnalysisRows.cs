using System.Data.Common;
using Dapper;
using QaAnalyzer.Conversations;
using QaAnalyzer.Scoring;
using QaAnalyzer.Signals;

namespace QaAnalyzer.Storage;

/// <summary>The signal and draft rows of one analysis, in both directions.</summary>
internal static class AnalysisRows
{
    public static async Task InsertAsync(Database database, DbConnection connection, DbTransaction transaction, long key, ConversationAnalysis analysis)
    {
        await connection.ExecuteAsync(
            """
            INSERT INTO signals (analysis_key, position, tag, utterance, span_start, span_end, probability, source, reason)
            VALUES (@key, @position, @Tag, @Utterance, @Start, @End, @Probability, @Source, @Reason)
            """,
            analysis.Signals.Select((s, position) => new
            {
                key,
                position,
                s.Tag,
                s.Utterance,
                s.Span.Start,
                s.Span.End,
                s.Probability,
                Source = s.Source.ToString().ToLowerInvariant(),
                Reason = database.Text(s.Reason),
            }),
            transaction);
        await connection.ExecuteAsync(
            """
            INSERT INTO drafts (analysis_key, position, criterion, score, abstention, probabilities, prediction_set, source, reason_zh, reason_en, evidence)
            VALUES (@key, @position, @Criterion, @Score, @Abstention, @Probabilities, @PredictionSet, @Source, @ReasonZh, @ReasonEn, @Evidence)
            """,
            analysis.Drafts.Select((d, position) => Row(database, key, position, d)),
            transaction);
    }

    public static async Task<IReadOnlyList<Signal>> SignalsAsync(DbConnection connection, long key)
    {
        var rows = await connection.QueryAsync<(string Tag, long Utterance, long Start, long End, double Probability, string Source, string Reason)>(
            "SELECT tag, utterance, span_start, span_end, probability, source, reason FROM signals WHERE analysis_key = @key ORDER BY position", new { key });
        return [.. rows.Select(r => new Signal(r.Tag, (int)r.Utterance, new((int)r.Start, (int)r.End), r.Probability, Enum.Parse<SignalSource>(r.Source, ignoreCase: true), r.Reason))];
    }

    public static async Task<IReadOnlyList<Draft>> DraftsAsync(DbConnection connection, long key) =>
        [.. (await connection.QueryAsync<DraftRow>("SELECT * FROM drafts WHERE analysis_key = @key ORDER BY position", new { key })).Select(r => r.ToDraft())];

    private static object Row(Database database, long key, int position, Draft draft)
    {
        var (scored, unsure) = (draft as DraftScore, draft as Abstention);
        var set = scored?.PredictionSet ?? unsure?.PredictionSet;
        return new
        {
            key,
            position,
            draft.Criterion,
            Score = scored?.Score,
            Abstention = unsure?.Kind.ToString(),
            Probabilities = (scored?.Probabilities ?? unsure?.Probabilities) is { } probabilities ? StoredJson.Write(probabilities) : null,
            PredictionSet = set is null ? null : StoredJson.Write(set),
            Source = scored?.Source.ToString(),
            ReasonZh = database.Text(draft.Reason.Zh),
            ReasonEn = database.Text(draft.Reason.En),
            Evidence = StoredJson.Write(draft.Evidence),
        };
    }
}

internal sealed record DraftRow
{
    public required string Criterion { get; init; }

    public int? Score { get; init; }

    public string? Abstention { get; init; }

    public string? Probabilities { get; init; }

    public string? PredictionSet { get; init; }

    public string? Source { get; init; }

    public required string ReasonZh { get; init; }

    public required string ReasonEn { get; init; }

    public required string Evidence { get; init; }

    public Draft ToDraft()
    {
        var reason = new Sentence(ReasonZh, ReasonEn);
        var evidence = StoredJson.Read<List<Evidence>>(Evidence);
        var set = PredictionSet is null ? null : StoredJson.Read<List<int>>(PredictionSet);
        if (Score is not { } score)
        {
            return new Abstention
            {
                Criterion = Criterion,
                Reason = reason,
                Evidence = evidence,
                Kind = Enum.Parse<AbstentionKind>(Abstention!),
                Probabilities = Probabilities is null ? null : StoredJson.Read<List<double>>(Probabilities),
                PredictionSet = set,
            };
        }

        return new DraftScore
        {
            Criterion = Criterion,
            Reason = reason,
            Evidence = evidence,
            Score = score,
            Probabilities = StoredJson.Read<List<double>>(Probabilities!),
            PredictionSet = set,
            Source = Enum.Parse<DraftSource>(Source!),
        };
    }
}
