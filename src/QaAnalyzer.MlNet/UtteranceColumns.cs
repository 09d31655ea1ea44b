using System.Text;
using QaAnalyzer.Signals;
using QaAnalyzer.Signals.Text.Tagging;

namespace QaAnalyzer.MlNet;

/// <summary>
/// What the pipeline reads of an utterance: strings of tokens with one space between them, so that ML.NET's n-grams of words are n-grams of
/// characters in Chinese and of words in Latin text. Property names are column names in the model file.
/// </summary>
internal sealed class UtteranceColumns
{
    /// <summary>Units of the normalised text between <c>&lt;</c> and <c>&gt;</c>: n-grams at the ends say that they stand there.</summary>
    public string Units { get; set; } = "";

    /// <summary>The Latin words alone, for pieces of words.</summary>
    public string Letters { get; set; } = "";

    /// <summary>The end of what the other side said last, and the unit that answers it.</summary>
    public string Context { get; set; } = "";

    /// <summary>Facts of the whole utterance: speaker, language, length, and which phrase lists matched how surely.</summary>
    public string Whole { get; set; } = "";
}

/// <summary>Writes utterances as columns. Reused; not thread-safe.</summary>
internal sealed class UtteranceReader
{
    /// <summary>Only the end of the context matters.</summary>
    private const int ContextUnits = 14;

    /// <summary>An utterance this long says everything in its beginning and end.</summary>
    private const int MostUnits = 4_000;

    private static readonly string[] PhraseLevels = ["loose", "fair", "sure"];

    private readonly Tokens _text = new();
    private readonly Tokens _context = new();
    private readonly StringBuilder _builder = new();

    /// <summary>Sets all columns.</summary>
    public void Read(in TagInput input, UtteranceColumns columns)
    {
        var text = input.Text.Chars;
        var context = input.Context.Chars;
        _text.Set(text);
        _context.Set(context);
        var count = Math.Min(_text.Count, MostUnits);
        columns.Units = Units(text, count);
        columns.Letters = Letters(text, count);
        columns.Context = Context(text, context);
        columns.Whole = Whole(input, count);
    }

    private string Units(ReadOnlySpan<char> text, int count)
    {
        _builder.Clear().Append('<');
        for (var i = 0; i < count; i++) Append(text, _text[i]);
        return _builder.Append(" >").ToString();
    }

    private string Letters(ReadOnlySpan<char> text, int count)
    {
        _builder.Clear();
        for (var i = 0; i < count; i++)
        {
            if (_text[i].Kind == TokenKind.Word) Append(text, _text[i]);
        }

        return _builder.Length == 0 ? "" : _builder.Append(' ').ToString();
    }

    private string Context(ReadOnlySpan<char> text, ReadOnlySpan<char> context)
    {
        _builder.Clear();
        for (var i = Math.Max(0, _context.Count - ContextUnits); i < _context.Count; i++) Append(context, _context[i]);
        _builder.Append(" >");
        if (_text.Count > 0 && _context.Count > 0) Append(text, _text[0]);
        return _builder.ToString();
    }

    private string Whole(in TagInput input, int count)
    {
        _builder.Clear().Append(input.Speaker).Append(input.IsChinese ? " zh" : " en").Append(" length").Append(int.Log2(count + 1));
        for (var level = 0; level < PhraseTags.Levels; level++)
        {
            for (var tags = input.Phrases[level]; tags != 0; tags &= tags - 1)
                _builder.Append(' ').Append(PhraseLevels[level]).Append('-').Append(TagVocabulary.Text[System.Numerics.BitOperations.TrailingZeroCount(tags)]);
        }

        return _builder.ToString();
    }

    /// <summary>All numbers are one unit, as for the built-in engine.</summary>
    private void Append(ReadOnlySpan<char> text, in Token token)
    {
        _builder.Append(' ');
        if (token.Kind == TokenKind.Number) _builder.Append('0');
        else _builder.Append(text[token.Start..token.End]);
    }
}
