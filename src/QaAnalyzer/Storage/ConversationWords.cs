using QaAnalyzer.Conversations;
using QaAnalyzer.Search;

namespace QaAnalyzer.Storage;

/// <summary>All that a conversation is found by, as one text: its id and what was said, a blank before and behind each token.</summary>
internal static class ConversationWords
{
    /// <summary>In UTF-16 characters: 100,000 Chinese characters, hours of talk. PostgreSQL takes 1 MB of words a row; what goes beyond is not found.</summary>
    private const int Most = 300_000;

    /// <summary>Valid until this thread asks again.</summary>
    public static ReadOnlySpan<char> Of(Conversation conversation, SearchTokens tokens)
    {
        var text = Characters.Empty();
        text.Add(' ');
        foreach (var word in IdWords.Of(conversation.Id))
        {
            text.Add(word);
            text.Add(' ');
        }

        foreach (var utterance in conversation.Utterances)
        {
            tokens.Read(utterance.Text);
            foreach (var token in tokens.All)
            {
                if (text.Length > Most) return text.Text;
                text.Add(tokens[token]);
                text.Add(' ');
            }
        }

        return text.Text;
    }
}
