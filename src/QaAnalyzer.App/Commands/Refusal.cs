using System.Data.Common;
using QaAnalyzer.Data;
using QaAnalyzer.Signals.Text.Tagging;
using QaAnalyzer.Storage;

namespace QaAnalyzer.App.Commands;

/// <summary>Failures that an operator can mend, in a sentence. Anything else is a bug and shows its stack trace.</summary>
internal static class Refusal
{
    public static string? Of(Exception failure) => failure switch
    {
        CommandException or DataFileException or ModelException => failure.Message,
        OperationCanceledException => "Stopped.",
        DbException when Failures.IsDiskFull(failure) => $"The disk of the database is full: {Sentence(failure)} Make room and start again; what was saved is kept.",
        DbException => $"The database cannot be used: {Sentence(failure)} Check QA_ConnectionStrings__Database.",
        IOException or UnauthorizedAccessException => failure.Message,
        _ => null,
    };

    /// <summary>Drivers end what they say with a full stop or without.</summary>
    private static string Sentence(Exception failure) => failure.Message.TrimEnd('.') + ".";
}
