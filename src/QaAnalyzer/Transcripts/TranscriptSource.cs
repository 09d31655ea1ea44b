using System.Text;
using QaAnalyzer.Transcripts.Files;

namespace QaAnalyzer.Transcripts;

/// <summary>One opened file (or archive entry, or standard input) of a known encoding, read once from its beginning.</summary>
public sealed class TranscriptSource
{
    private readonly Stream content;
    private readonly Encoding encoding;

    private TranscriptSource(string name, string defaultId, Stream content, Encoding encoding, TranscriptHead head) =>
        (Name, DefaultId, this.content, this.encoding, Head) = (name, defaultId, content, encoding, head);

    /// <summary>For messages: the path as given, <c>!entry</c> behind it inside an archive.</summary>
    public string Name { get; }

    /// <summary>Id of a conversation that carries none: the path below the folder or archive given, without its extension.</summary>
    public string DefaultId { get; }

    public TranscriptHead Head { get; }

    /// <summary>Reads the head and settles the encoding.</summary>
    /// <param name="encodingName">A name <see cref="TextEncodings.Find"/> knows, or null to detect it.</param>
    public static TranscriptSource Open(string name, string defaultId, Stream stream, string? encodingName)
    {
        var headed = new HeadedStream(stream, TranscriptHead.Size);
        var chosen = (encodingName is null ? null : TextEncodings.Find(encodingName)) ?? TextEncodings.Detect(headed.Head.Span);
        var mark = TextEncodings.ByteOrderMarkLength(headed.Head.Span, chosen);
        headed.Skip(mark);
        return new(name, defaultId, headed, chosen, new(name, headed.Head, chosen.GetString(headed.Head.Span[mark..])));
    }

    /// <summary>Name of the encoding, for messages.</summary>
    internal string EncodingName => encoding.WebName;

    /// <summary>The content in UTF-8; bytes that are invalid in another encoding arrive as <see cref="TextEncodings.Invalid"/>.</summary>
    internal Stream Utf8() => encoding is UTF8Encoding ? content : Encoding.CreateTranscodingStream(content, encoding, Encoding.UTF8);

    /// <summary>The content as text; invalid bytes arrive as <see cref="TextEncodings.Invalid"/>.</summary>
    internal TextReader Text() => new StreamReader(content, encoding, detectEncodingFromByteOrderMarks: false);
}
