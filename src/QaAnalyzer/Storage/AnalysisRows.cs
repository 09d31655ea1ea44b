using System.Data.Common;
using Dapper;
using QaAnalyzer.Conversations;
using QaAnalyzer.Scoring;
using QaAnalyzer.Signals;
using QaAnalyzer.Storage.Bulk;

namespace QaAnalyzer.Storage;

/// <summary>The rows of analyses, their signals and their drafts, in both directions.</summary>
internal static class AnalysisRows
{
    public static BulkTable Analyses { get; } = new(
        "analyses",
        [
            "conversation_key", "key", "rubric", "tagger", "scorer", "is_current", "run_key", "created_at", "score", "percent", "deductions", "grade", "covered_weight",
            "abstentions", "auto_fails", "failures", "flags", "signal_set", "measure_list", "measures", "information",
        ]);

    public static BulkTable Signals { get; } =
        new("signals", ["signal_set", "position", "tag", "utterance", "span_start", "span_end", "probability", "source", "reason", "reason_zh"]);

    public static BulkTable Drafts { get; } = new(
        "drafts", ["analysis_key", "position", "criterion", "score", "abstention", "probabilities", "prediction_set", "source", "reason_zh", "reason_en", "evidence"]);

    public static void Write(IRowSink sink, PlacedAnalysis placed, long? runKey, DateTimeOffset now)
    {
        var analysis = placed.Analysis;
        sink.Row();
        sink.Int64(placed.ConversationKey);
        sink.Int64(placed.Key);
        sink.Text(analysis.Rubric);
        sink.TextOrNull(analysis.Tagger);
        sink.TextOrNull(analysis.Scorer);
        sink.Flag(true);
        sink.Int64(runKey);
        sink.Moment(now);
        sink.Real(analysis.Total?.Score);
        sink.Real(analysis.Total?.Percent);
        sink.Real(analysis.Total?.Deductions);
        sink.TextOrNull(analysis.Total?.Grade);
        sink.Real(analysis.Total?.CoveredWeight);
        sink.Int16((short)analysis.Abstentions);
        sink.Text(analysis.Total?.AutoFails is { Count: > 0 } fails ? StoredJson.Write(fails) : "[]");
        sink.Text(analysis.Failures.Count > 0 ? StoredJson.Write(analysis.Failures) : "[]");
        sink.Text(analysis.Flags.Count > 0 ? StoredJson.Write(analysis.Flags.Select(StoredFlag.From).ToList()) : "[]");
        sink.Int64(placed.SignalSet);
        sink.Int32(placed.MeasureList);
        sink.Text(MeasureText.Write(analysis.Measures));
        sink.Real(analysis.Information);
    }

    public static void WriteSignals(IRowSink sink, PlacedAnalysis placed)
    {
        for (var position = 0; position < placed.Analysis.Signals.Count; position++)
        {
            var signal = placed.Analysis.Signals[position];
            sink.Row();
            sink.Int64(placed.SignalSet);
            sink.Int32(position);
            sink.Text(signal.Tag);
            sink.Int32(signal.Utterance);
            sink.Int32(signal.Span.Start);
            sink.Int32(signal.Span.End);
            sink.Real(signal.Probability);
            sink.Text(NameOf(signal.Source));
            sink.Text(signal.Reason.En);
            sink.Text(signal.Reason.Zh);
        }
    }

    public static void WriteDrafts(IRowSink sink, PlacedAnalysis placed)
    {
        for (var position = 0; position < placed.Analysis.Drafts.Count; position++)
        {
            var draft = placed.Analysis.Drafts[position];
            var (scored, unsure) = (draft as DraftScore, draft as Abstention);
            sink.Row();
            sink.Int64(placed.Key);
            sink.Int16((short)position);
            sink.Text(draft.Criterion);
            sink.Int16((short?)scored?.Score);
            sink.TextOrNull(unsure?.Kind.ToString());
            if ((scored?.Probabilities ?? unsure?.Probabilities) is { } probabilities) sink.Text(NumberText.Write(probabilities));
            else sink.Null();
            sink.TextOrNull((scored?.PredictionSet ?? unsure?.PredictionSet) is { } set ? string.Join(',', set) : null);
            sink.TextOrNull(scored?.Source.ToString());
            sink.Text(draft.Reason.Zh);
            sink.Text(draft.Reason.En);
            sink.Text(EvidenceText.Write(draft.Evidence, placed.Analysis.Signals));
        }
    }

    public static async Task<IReadOnlyList<Signal>> SignalsAsync(DbConnection connection, long signalSet)
    {
        var rows = await connection.QueryAsync<(string Tag, long Utterance, long Start, long End, double Probability, string Source, string En, string? Zh)>(
            "SELECT tag, utterance, span_start, span_end, probability, source, reason, reason_zh FROM signals WHERE signal_set = @signalSet ORDER BY position", new { signalSet });
        return
        [
            .. rows.Select(r => new Signal(
                r.Tag, (int)r.Utterance, new((int)r.Start, (int)r.End), r.Probability, Enum.Parse<SignalSource>(r.Source, ignoreCase: true), new(r.Zh ?? r.En, r.En))),
        ];
    }

    public static async Task<IReadOnlyList<Draft>> DraftsAsync(DbConnection connection, long key, IReadOnlyList<Signal> signals)
    {
        var rows = await connection.QueryAsync<DraftRow>("SELECT * FROM drafts WHERE analysis_key = @key ORDER BY position", new { key });
        return [.. rows.Select(r => r.ToDraft(signals))];
    }

    private static string NameOf(SignalSource source) => source switch
    {
        SignalSource.Classifier => "classifier",
        SignalSource.Timing => "timing",
        _ => "phrase",
    };
}

/// <summary>An analysis with the keys it is stored under.</summary>
internal readonly record struct PlacedAnalysis(long ConversationKey, long Key, long SignalSet, int MeasureList, ConversationAnalysis Analysis);

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

    public Draft ToDraft(IReadOnlyList<Signal> signals)
    {
        var reason = new Sentence(ReasonZh, ReasonEn);
        var evidence = EvidenceText.Read(Evidence, signals);
        var probabilities = Probabilities is null ? null : NumberText.Read(Probabilities);
        var set = PredictionSet is null ? null : NumberText.Read(PredictionSet).Select(s => (int)s).ToList();
        if (Score is not { } score)
        {
            return new Abstention
            {
                Criterion = Criterion,
                Reason = reason,
                Evidence = evidence,
                Kind = Enum.Parse<AbstentionKind>(Abstention!),
                Probabilities = probabilities,
                PredictionSet = set,
            };
        }

        return new DraftScore
        {
            Criterion = Criterion,
            Reason = reason,
            Evidence = evidence,
            Score = score,
            Probabilities = probabilities!,
            PredictionSet = set,
            Source = Enum.Parse<DraftSource>(Source!),
        };
    }
}
