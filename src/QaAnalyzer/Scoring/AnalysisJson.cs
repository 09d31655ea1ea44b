using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using QaAnalyzer.Conversations;
using QaAnalyzer.Conversations.Repairs;
using QaAnalyzer.Signals;
using QaAnalyzer.Signals.Channels;

namespace QaAnalyzer.Scoring;

/// <summary>The native analysis format: one JSON object on one line. Written by hand because it is the hot end of <c>qa analyze</c>.</summary>
public static class AnalysisJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Appends the object and a line feed. Sentences are in the language asked for.</summary>
    public static void WriteLine(IBufferWriter<byte> to, ConversationAnalysis analysis, bool chinese)
    {
        using (var json = new Utf8JsonWriter(to, Options)) Write(json, analysis, chinese);
        to.Write("\n"u8);
    }

    private static void Write(Utf8JsonWriter json, ConversationAnalysis analysis, bool chinese)
    {
        json.WriteStartObject();
        json.WriteString("conversationId"u8, analysis.ConversationId);
        json.WriteString("rubric"u8, analysis.Rubric);
        json.WriteStartObject("models"u8);
        WriteStringOrNull(json, "tagger"u8, analysis.Tagger);
        WriteStringOrNull(json, "scorer"u8, analysis.Scorer);
        if (analysis.MoodModel is { } mood) json.WriteString("mood"u8, mood);
        json.WriteEndObject();

        json.WriteStartArray("signals"u8);
        foreach (var signal in analysis.Signals) WriteSignal(json, signal, chinese);
        json.WriteEndArray();

        json.WriteStartObject("measures"u8);
        foreach (var measure in analysis.Measures) WriteMeasure(json, measure);
        json.WriteEndObject();

        json.WriteStartArray("drafts"u8);
        foreach (var draft in analysis.Drafts) WriteDraft(json, draft, chinese);
        json.WriteEndArray();

        WriteTotal(json, analysis.Total);
        if (analysis.Failures.Count > 0) WriteFailures(json, analysis.Failures);
        if (analysis.Flags.Count > 0) WriteFlags(json, analysis.Flags, chinese);
        if (analysis.MoodModel is not null) MoodJson.Write(json, analysis.Moods);
        json.WriteEndObject();
    }

    private static void WriteSignal(Utf8JsonWriter json, Signal signal, bool chinese)
    {
        json.WriteStartObject();
        json.WriteString("tag"u8, signal.Tag);
        json.WriteNumber("utterance"u8, signal.Utterance);
        WriteSpan(json, signal.Span);
        json.WriteNumber("probability"u8, Math.Round(signal.Probability, 4));
        json.WriteString("source"u8, signal.Source switch
        {
            SignalSource.Classifier => "classifier"u8,
            SignalSource.Timing => "timing"u8,
            _ => "phrase"u8,
        });
        json.WriteString("reason"u8, signal.Reason.In(chinese));
        json.WriteEndObject();
    }

    /// <summary>An absent measure is left out: no value is not a zero.</summary>
    private static void WriteMeasure(Utf8JsonWriter json, Measure measure)
    {
        if (measure.Value is not { } value) return;
        json.WriteStartObject(measure.Id);
        json.WriteNumber("value"u8, Math.Round(value, 4));
        json.WriteStartArray("utterances"u8);
        foreach (var utterance in measure.Utterances) json.WriteNumberValue(utterance);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteDraft(Utf8JsonWriter json, Draft draft, bool chinese)
    {
        json.WriteStartObject();
        json.WriteString("criterion"u8, draft.Criterion);
        if (draft is DraftScore scored)
        {
            json.WriteNumber("score"u8, scored.Score);
            WriteDistribution(json, scored.Probabilities, scored.PredictionSet);
            json.WriteString("source"u8, scored.Source == DraftSource.Learned ? "learned"u8 : "rubric"u8);
            json.WriteString("reason"u8, draft.Reason.In(chinese));
            json.WriteStartArray("evidence"u8);
            foreach (var evidence in draft.Evidence) WriteEvidence(json, evidence);
            json.WriteEndArray();
        }
        else
        {
            json.WriteNull("score"u8);
            json.WriteString("abstention"u8, draft.Reason.In(chinese));
            if (draft is Abstention { Probabilities: { } probabilities } unsure) WriteDistribution(json, probabilities, unsure.PredictionSet);
        }

        json.WriteEndObject();
    }

    private static void WriteDistribution(Utf8JsonWriter json, IReadOnlyList<double> probabilities, IReadOnlyList<int>? set)
    {
        json.WriteStartArray("probabilities"u8);
        foreach (var probability in probabilities) json.WriteNumberValue(probability);
        json.WriteEndArray();
        if (set is null) return;
        json.WriteStartArray("set"u8);
        foreach (var score in set) json.WriteNumberValue(score);
        json.WriteEndArray();
    }

    private static void WriteEvidence(Utf8JsonWriter json, Evidence evidence)
    {
        json.WriteStartObject();
        json.WriteNumber("utterance"u8, evidence.Utterance);
        WriteSpan(json, evidence.Span);
        if (evidence.Tag is { } tag) json.WriteString("tag"u8, tag);
        json.WriteEndObject();
    }

    private static void WriteTotal(Utf8JsonWriter json, TotalScore? total)
    {
        if (total is null)
        {
            json.WriteNull("total"u8);
            return;
        }

        json.WriteStartObject("total"u8);
        json.WriteNumber("score"u8, total.Score);
        json.WriteNumber("percent"u8, total.Percent);
        json.WriteNumber("deductions"u8, total.Deductions);
        json.WriteString("grade"u8, total.Grade);
        json.WriteNumber("coveredWeight"u8, total.CoveredWeight);
        if (total.AutoFails.Count > 0)
        {
            json.WriteStartArray("autoFails"u8);
            foreach (var id in total.AutoFails) json.WriteStringValue(id);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteFailures(Utf8JsonWriter json, IReadOnlyList<DetectorFailure> failures)
    {
        json.WriteStartArray("failures"u8);
        foreach (var failure in failures)
        {
            json.WriteStartObject();
            json.WriteString("detector"u8, failure.Detector);
            json.WriteString("error"u8, failure.Error);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteFlags(Utf8JsonWriter json, IReadOnlyList<ChannelFlag> flags, bool chinese)
    {
        json.WriteStartArray("flags"u8);
        foreach (var flag in flags)
        {
            json.WriteStartObject();
            json.WriteString("flag"u8, flag.Kind);
            json.WriteNumber("probability"u8, Math.Round(flag.Probability, 4));
            json.WriteString("reason"u8, flag.Reason.In(chinese));
            if (flag.Repair is { } repair) json.WriteString("repair"u8, repair.Id());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteSpan(Utf8JsonWriter json, TextSpan span)
    {
        json.WriteStartArray("span"u8);
        json.WriteNumberValue(span.Start);
        json.WriteNumberValue(span.End);
        json.WriteEndArray();
    }

    private static void WriteStringOrNull(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? value)
    {
        if (value is null) json.WriteNull(name);
        else json.WriteString(name, value);
    }
}
