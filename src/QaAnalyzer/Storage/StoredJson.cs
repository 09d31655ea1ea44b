using System.Text.Encodings.Web;
using System.Text.Json;
using QaAnalyzer.Conversations;
using QaAnalyzer.Scoring;
using QaAnalyzer.Signals;

namespace QaAnalyzer.Storage;

/// <summary>JSON inside columns: small lists that are always read whole.</summary>
internal static class StoredJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Options) ?? throw new JsonException("expected a value, got null");
}

/// <summary>A measure without its signals: those have rows of their own.</summary>
internal sealed record StoredMeasure(string Id, double? Value, IReadOnlyList<int> Utterances, string Zh, string En)
{
    public static StoredMeasure From(Measure measure) => new(measure.Id, measure.Value, measure.Utterances, measure.Sentence.Zh, measure.Sentence.En);

    public Measure ToMeasure() => new() { Id = Id, Value = Value, Utterances = Utterances, Wording = () => new Sentence(Zh, En) };
}

internal sealed record AnalysisRow
{
    public long Key { get; init; }

    public required string ConversationId { get; init; }

    public required string Rubric { get; init; }

    public string? Tagger { get; init; }

    public string? Scorer { get; init; }

    public double? Score { get; init; }

    public double? Percent { get; init; }

    public double? Deductions { get; init; }

    public string? Grade { get; init; }

    public double? CoveredWeight { get; init; }

    public required string AutoFails { get; init; }

    public required string Measures { get; init; }

    public required string Failures { get; init; }

    public required string Flags { get; init; }

    public ConversationAnalysis ToAnalysis(IReadOnlyList<Signal> signals, IReadOnlyList<Draft> drafts) => new()
    {
        ConversationId = ConversationId,
        Rubric = Rubric,
        Tagger = Tagger,
        Scorer = Scorer,
        Signals = signals,
        Measures = [.. StoredJson.Read<List<StoredMeasure>>(Measures).Select(m => m.ToMeasure())],
        Drafts = drafts,
        Total = Score is { } score ? new(score, Percent!.Value, Deductions!.Value, Grade!, CoveredWeight!.Value, StoredJson.Read<List<string>>(AutoFails)) : null,
        Failures = StoredJson.Read<List<DetectorFailure>>(Failures),
        Flags = [.. StoredJson.Read<List<StoredFlag>>(Flags).Select(f => f.ToFlag())],
    };
}
