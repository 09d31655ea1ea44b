using System.Text;
using QaAnalyzer.Conversations;

namespace QaAnalyzer.Search;

/// <summary>The different tokens of a conversation: its id and all that was said. Used again for many; not thread-safe.</summary>
internal sealed class ConversationWords
{
    /// <summary>In bytes of UTF-8; PostgreSQL takes 1 MB of different words a row. Nothing that people say comes near.</summary>
    private const int Most = 900_000;

    private readonly SearchTokens _tokens = new();
    private readonly HashSet<string> _words = new(StringComparer.Ordinal);

    /// <summary>Valid until the next call.</summary>
    public IReadOnlyCollection<string> Of(Conversation conversation)
    {
        _words.Clear();
        var bytes = 0;
        foreach (var word in IdWords.Of(conversation.Id))
        {
            if (_words.Add(word)) bytes += Encoding.UTF8.GetByteCount(word);
        }

        var words = _words.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var utterance in conversation.Utterances)
        {
            _tokens.Read(utterance.Text);
            foreach (var token in _tokens.All)
            {
                var word = _tokens[token];
                if (words.Add(word) && (bytes += Encoding.UTF8.GetByteCount(word)) > Most) return _words;
            }
        }

        return _words;
    }
}
