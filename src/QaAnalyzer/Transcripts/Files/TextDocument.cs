using System.Text;

namespace QaAnalyzer.Transcripts.Files;

/// <summary>A text file that is one conversation, with 1-based numbered lines.</summary>
internal static class TextDocument
{
    private const int LimitChars = 64 << 20;

    /// <summary>The text, or the beginning of a longer one with <paramref name="draft"/> refused.</summary>
    public static string Read(TranscriptSource source, ConversationDraft draft)
    {
        using var reader = source.Text();
        var text = new StringBuilder();
        var block = new char[1 << 16];
        int count;
        while ((count = reader.ReadBlock(block)) > 0)
        {
            text.Append(block.AsSpan(0, count));
            if (text.Length <= LimitChars) continue;
            draft.Refuse($"expected one conversation of at most {LimitChars >> 20} million characters, got a longer file");
            break;
        }

        return text.ToString();
    }

    public static IEnumerable<(int Number, string Text)> Lines(string text) =>
        text.Split('\n').Select((line, i) => (i + 1, line.TrimEnd('\r')));

    /// <summary>What a rejection keeps of a text.</summary>
    public static string Raw(string text) =>
        (text.Length > Rejected.RawLimit ? text[..Rejected.RawLimit] : text).Replace(TextEncodings.Invalid, '\ufffd');
}
