using System.Text;
using CsvHelper;

namespace QaAnalyzer.Transcripts.Formats;

/// <summary>Rows of a delimited file with quoted fields (RFC 4180), their lines, and what is wrong with them.</summary>
internal sealed class CsvRows : IDisposable
{
    private const int LongestRowBytes = 64 << 20;
    private readonly CsvReader reader;

    public CsvRows(TextReader text, char delimiter) => reader = CsvReader.Create(text, new CsvReaderOptions
    {
        Separator = delimiter,
        HasHeader = false,
        MaxRecordSize = LongestRowBytes,
        TrackLineNumbers = true,
        OnMalformedRecord = malformed => Problem = malformed.Reason == CsvMalformedReason.UnterminatedQuote
            ? "expected a closing quote, got the end of the file"
            : null,
    });

    public string[] Fields { get; private set; } = [];

    /// <summary>1-based line where the row starts.</summary>
    public long Line { get; private set; } = 1;

    /// <summary>What is wrong with this row; after the last row, what keeps the rest from being read.</summary>
    public string? Problem { get; private set; }

    /// <summary>The row as it stands, without its line end, at most as much as a rejection keeps.</summary>
    public string Raw()
    {
        var bytes = reader.RawRecord;
        return Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, Rejected.RawLimit)]);
    }

    public bool Read()
    {
        Problem = null;
        try
        {
            if (!reader.Read()) return false;
        }
        catch (CsvFormatException)
        {
            Line = reader.LineNumber + 1;
            Problem = $"expected rows of at most {LongestRowBytes >> 20} MB, got a longer one: a quote may be left open";
            return false;
        }

        Fields = reader.Current.ToArray();
        Line = reader.LineNumber;
        return true;
    }

    public void Dispose() => reader.Dispose();
}
