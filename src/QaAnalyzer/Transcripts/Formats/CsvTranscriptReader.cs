using QaAnalyzer.Transcripts.Files;

namespace QaAnalyzer.Transcripts.Formats;

/// <summary>A table with one row per utterance (columns: docs/transcripts.md). Rows of a conversation stand together: it ends where another id
/// begins, and rows that come back to an id later are rejected, because the conversation has already been passed on.</summary>
internal sealed class CsvTranscriptReader(string format, char delimiter) : ITranscriptReader
{
    public string Format => format;

    public bool Recognises(TranscriptHead head) =>
        head.Lines.FirstOrDefault() is { } first && !new CsvColumns(first.Split(delimiter).Select(name => name.Trim().Trim('"')).ToList()).Missing.Any();

    public IEnumerable<TranscriptRecord> Read(TranscriptSource source, TranscriptOptions options)
    {
        using var rows = new CsvRows(source.Text(), delimiter);
        if (!rows.Read()) yield break;
        var columns = new CsvColumns(rows.Fields);
        var head = TextDocument.Raw(rows.Raw());
        if (columns.Missing.Any())
        {
            var reason = $"expected the columns conversation_id, speaker and text, missing: {string.Join(", ", columns.Missing)}";
            yield return new Rejected(source.Name, 1, reason, head);
            yield break;
        }

        var ended = new SeenIds();
        CsvConversation? current = null;
        while (rows.Read())
        {
            if (columns.Get(rows.Fields, "conversation_id") is not { } id)
            {
                yield return new Rejected(source.Name, rows.Line, "expected a conversation_id, got none", TextDocument.Raw(rows.Raw())) { Head = head };
                continue;
            }

            if (current is null || !string.Equals(current.Id, id, StringComparison.Ordinal))
            {
                if (current is not null) yield return current.Finish(source);
                var isFirst = ended.Add(id);
                current = new(id, new(source.Name, rows.Line), columns, options) { Head = isFirst ? head : null };
                if (!isFirst) current.Draft.Refuse($"expected the rows of a conversation together, got more rows of \"{id}\" after other conversations");
            }

            current.Add(rows.Fields, rows.Raw());
            if (rows.Problem is { } damaged) current.Draft.Refuse(damaged);
            current.Draft.RefusedAt(rows.Line);
        }

        if (current is not null) yield return current.Finish(source);
        if (rows.Problem is { } problem) yield return new Rejected(source.Name, rows.Line, problem, "");
    }
}
