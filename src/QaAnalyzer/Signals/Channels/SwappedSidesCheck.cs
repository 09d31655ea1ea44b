using System.Globalization;
using QaAnalyzer.Conversations;
using QaAnalyzer.Conversations.Repairs;

namespace QaAnalyzer.Signals.Channels;

/// <summary>
/// Agent and customer exchanged, told from who offers help, asks to hold and says 您, and who wants something back from "you people". The cues
/// add up as log-odds (naive Bayes with even odds before the first word); a cue counts at most twice a side, since a habit is one
/// piece of evidence. Silent unless the words are 50 times likelier the other way round.
/// </summary>
internal sealed class SwappedSidesCheck : IChannelCheck
{
    private const double ClearLogOdds = 4;
    private const int MostPerCue = 2;

    /// <summary>Who is who shows early; a long call costs no more than a short one.</summary>
    private const int UtterancesRead = 60;

    private const int CuesNamed = 3;

    /// <summary>Cues are not independent; their sum is never certain.</summary>
    private const double Surest = 0.99;

    public ChannelFlag? Check(Conversation conversation)
    {
        if (!BothSpeak(conversation)) return null;
        var found = Found(conversation);
        var logOdds = found.Sum(f => f.ForSwap);
        if (logOdds < ClearLogOdds) return null;

        return new(
            ChannelFlag.SidesSwapped,
            Math.Min(Surest, Math.Round(1 / (1 + Math.Exp(-logOdds)), 3)),
            Reason(found),
            ConversationRepair.SwapSides);
    }

    private static Sentence Reason(List<FoundCue> found)
    {
        var strongest = found.Where(f => f.ForSwap > 0).DistinctBy(f => f.Cue).OrderByDescending(f => f.ForSwap).Take(CuesNamed);
        var telling = strongest.OrderBy(f => f.Utterance).Select(Words).ToList();
        return new(
            string.Join('，', telling.Select(w => w.Zh)) + "：客服与客户像是对调了",
            string.Join(", ", telling.Select(w => w.En)) + ": agent and customer look exchanged");
    }

    /// <summary>Utterances as the pages number them, from one on.</summary>
    private static Sentence Words(FoundCue found)
    {
        var (side, does) = (SideName(found.Speaker), found.Cue.Does);
        return new($"“{side.Zh}”{does.Zh}（第 {found.Utterance + 1} 句）", $"the \"{side.En}\" {does.En} (#{found.Utterance + 1})");
    }

    private static bool BothSpeak(Conversation conversation) =>
        conversation.Utterances.Any(u => u.Speaker == Speaker.Agent) && conversation.Utterances.Any(u => u.Speaker == Speaker.Customer);

    private static List<FoundCue> Found(Conversation conversation)
    {
        var found = new List<FoundCue>();
        var counts = new Dictionary<(SideCue, Speaker), int>();
        var people = conversation.Utterances.Index().Where(u => u.Item.Speaker is Speaker.Agent or Speaker.Customer);
        foreach (var (index, utterance) in people.Take(UtterancesRead))
        {
            foreach (var cue in SideCues.In(utterance.Text))
            {
                var count = counts[(cue, utterance.Speaker)] = counts.GetValueOrDefault((cue, utterance.Speaker)) + 1;
                if (count <= MostPerCue) found.Add(new(cue, utterance.Speaker, index));
            }
        }

        return found;
    }

    private static Sentence SideName(Speaker speaker) => speaker == Speaker.Agent ? new("客服", "agent") : new("客户", "customer");

    private readonly record struct FoundCue(SideCue Cue, Speaker Speaker, int Utterance)
    {
        /// <summary>Log-odds that the sides are exchanged.</summary>
        public double ForSwap => Speaker == Speaker.Agent ? -Cue.AgentLogOdds : Cue.AgentLogOdds;
    }
}
