using System.Globalization;
using QaAnalyzer.Transcripts.Files;

namespace QaAnalyzer.Transcripts.Formats;

/// <summary>
/// A table of past scores, one a row: conversation, criterion, evaluator, score and, where known, date. Not among the transcript formats: it
/// holds no conversation, so only an import can use it.
/// </summary>
internal sealed class ScoreTableReader(char delimiter) : ITranscriptReader
{
    private static readonly ScoreTableReader[] All = [new(','), new('\t'), new(';')];

    public string Format => "scores";

    public static ITranscriptReader? Recognise(TranscriptHead head) => All.FirstOrDefault(reader => reader.Recognises(head));

    public bool Recognises(TranscriptHead head) => head.Lines.FirstOrDefault() is { } first && new ScoreColumns(first.Split(delimiter)).AreComplete;

    public IEnumerable<TranscriptRecord> Read(TranscriptSource source, TranscriptOptions options)
    {
        using var rows = new CsvRows(source.Text(), delimiter);
        if (!rows.Read()) yield break;
        var columns = new ScoreColumns(rows.Fields);
        var head = TextDocument.Raw(rows.Raw());
        while (rows.Read())
        {
            if (Array.TrueForAll(rows.Fields, string.IsNullOrWhiteSpace)) continue;
            var raw = TextDocument.Raw(rows.Raw());
            var row = rows.Problem is { } damaged ? new Rejected(source.Name, rows.Line, damaged, raw) : Row(source.Name, rows.Line, columns, rows.Fields, raw, options);
            yield return row with { Head = head };
        }

        if (rows.Problem is { } problem) yield return new Rejected(source.Name, rows.Line, problem, "");
    }

    private static TranscriptRecord Row(string file, long line, ScoreColumns columns, string[] row, string raw, TranscriptOptions options)
    {
        Rejected Refuse(string reason) => new(file, line, reason, raw);

        if (columns.Get(row, "conversation") is not { } conversation) return Refuse("expected the id of a conversation, got none");
        if (columns.Get(row, "criterion") is not { } criterion) return Refuse("expected a criterion, got none");
        if (columns.Get(row, "evaluator") is not { } evaluator) return Refuse("expected an evaluator, got none");
        if (raw.Contains('\ufffd', StringComparison.Ordinal)) return Refuse("expected text in the encoding of the file, got other bytes; name the encoding with --encoding");

        var score = columns.Get(row, "score");
        if (!double.TryParse(score, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || value is not (>= 1 and <= 5))
            return Refuse($"expected a score from 1 to 5, got \"{score}\"");

        var date = columns.Get(row, "date");
        DateTimeOffset moment = default;
        if (date is not null && !Timestamps.TryParse(date, options.Zone, out moment) && !Timestamps.TryParse(date + " 00:00", options.Zone, out moment))
            return Refuse($"expected a date such as 2026-03-05 or 2026-03-05 09:12, got \"{date}\"");

        return new PastScore(file, line, conversation, criterion, evaluator, value, date is null ? null : moment, raw);
    }
}
