using QaAnalyzer.Conversations;

namespace QaAnalyzer.Signals.Text.Tagging;

/// <summary>Turns training rows into what a classifier sees. Reused; an input is valid until the next row is read.</summary>
internal sealed class RowReader(PhraseMatcher phrases)
{
    private readonly NeutralReader _reader = new(phrases.Neutral);
    private readonly NormalizedText _text = new();
    private readonly NormalizedText _context = new();
    private readonly PhraseScratch _scratch = new();

    public TagInput Read(TrainingRow row)
    {
        _reader.Read(row.Text, _text);
        _reader.Read(row.Context, _context);
        return new(row.Speaker, _text, _context, phrases.Tags(_text, row.Context.Length > 0 ? _context : null, row.Speaker, _scratch));
    }
}
