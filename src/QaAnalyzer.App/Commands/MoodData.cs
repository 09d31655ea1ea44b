using QaAnalyzer.Conversations;
using QaAnalyzer.Learning.Moods;
using QaAnalyzer.Transcripts;

namespace QaAnalyzer.App.Commands;

/// <summary>Conversations with labelled moods, as training and evaluation of mood models take them.</summary>
internal static class MoodData
{
    /// <exception cref="CommandException">A record or a label cannot be used.</exception>
    public static MoodBuild Read(IReadOnlyList<FileInfo> files, IReadOnlyList<FileInfo> gold)
    {
        var records = new TranscriptImport(new() { Zone = AppSettings.Load().Zone }).Read(files.Select(f => f.FullName));
        List<Conversation> conversations = [.. records.Select(ReviewedData.Accept)];
        try
        {
            return MoodBuild.Of(conversations, [.. gold.SelectMany(g => MoodGold.Read(g.FullName))]);
        }
        catch (FormatException e)
        {
            throw new CommandException(e.Message);
        }
    }
}
