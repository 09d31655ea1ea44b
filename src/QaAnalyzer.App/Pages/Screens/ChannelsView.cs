using QaAnalyzer.Conversations.Repairs;
using QaAnalyzer.Signals.Channels;
using QaAnalyzer.Storage;

namespace QaAnalyzer.App.Pages.Screens;

/// <summary>What is doubtful about the channels of a conversation, what has been repaired, and what this person may do about it.</summary>
/// <param name="Screen">The conversation.</param>
/// <param name="MayRepair">The person is a lead or an evaluator and nobody else works on it.</param>
/// <param name="Back">Page to come back to: <c>review</c> or <c>read</c>.</param>
internal sealed record ChannelsView(ConversationScreen Screen, bool MayRepair, string Back)
{
    public IReadOnlyList<ChannelFlag> Flags => Screen.Form?.Analysis.Flags ?? [];

    /// <summary>Null while there is only one.</summary>
    public ConversationVersion? Version => Screen.Versions.Count > 1 ? Screen.Versions.First(v => v.Key == Screen.Key) : null;

    /// <summary>The version that superseded this one; null when this is it.</summary>
    public ConversationVersion? Newer => Screen.Versions.FirstOrDefault(v => v.IsCurrent && v.Key != Screen.Key);

    /// <summary>The version before this one.</summary>
    public ConversationVersion? Older => Screen.Versions.LastOrDefault(v => v.Version < Version?.Version);

    public bool Offers => MayRepair && Newer is null;

    /// <summary>Takes back what made this version.</summary>
    public ConversationRepair? Undo => Offers ? Version?.Repair?.Inverse() : null;

    /// <summary>Exchanging sides is always at hand: a swap that no words betray is seen by people only.</summary>
    public bool OffersSwap => Offers && Undo != ConversationRepair.SwapSides && Flags.All(f => f.Repair != ConversationRepair.SwapSides);
}

/// <summary>One button.</summary>
internal sealed record RepairButton(ChannelsView View, ConversationRepair Repair, string Label, bool IsMain = false);
