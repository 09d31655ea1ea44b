using System.CommandLine;
using QaAnalyzer.Learning;
using QaAnalyzer.Transcripts;

namespace QaAnalyzer.App.Commands;

/// <summary>Conversations with reviews, as training and evaluation of scorers take them.</summary>
internal static class ReviewedData
{
    public static Option<FileInfo[]> Option() => new Option<FileInfo[]>("--data")
    {
        Description = "Conversations in the native format with reviews",
        Required = true,
        AllowMultipleArgumentsPerToken = true,
    }.AcceptExistingOnly();

    /// <exception cref="CommandException">There is no such rubric, or a record cannot be read.</exception>
    public static ScorerBuild Read(string rubric, IReadOnlyList<FileInfo> files)
    {
        var settings = AppSettings.Load();
        var form = AppSettings.Find(settings.LoadRubrics(), rubric);
        var records = new TranscriptImport(new() { Zone = settings.Zone }).Read(files.Select(f => f.FullName));
        return ScorerBuild.Read(new AnalysisPipeline(form, settings.LoadDetectors(), settings.LoadSite()), records.Select(Accept), settings.LoadMoods());
    }

    /// <summary>A model that silently leaves out what it could not read would not be the one that was asked for.</summary>
    public static Conversations.Conversation Accept(TranscriptRecord record) => record switch
    {
        Accepted accepted => accepted.Conversation,
        Rejected rejected => throw new CommandException($"{rejected.File} line {rejected.Line}: {rejected.Reason}"),
        _ => throw new CommandException("The data hold a conversation twice. Give each conversation once, with all its reviews."),
    };
}
