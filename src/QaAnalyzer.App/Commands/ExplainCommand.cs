using System.CommandLine;
using System.Globalization;
using QaAnalyzer.Conversations;
using QaAnalyzer.Signals.Text;

namespace QaAnalyzer.App.Commands;

/// <summary><c>qa explain "text" --role agent</c>: which phrases and n-grams decided.</summary>
internal static class ExplainCommand
{
    public static Command Create()
    {
        var text = new Argument<string>("TEXT") { Description = "What was said" };
        var role = new Option<string>("--role") { Description = "Who said it: agent or customer", DefaultValueFactory = _ => "agent" };
        role.AcceptOnlyFromAmong("agent", "customer");
        var context = new Option<string?>("--context") { Description = "What the other side said before" };
        var command = new Command("explain", "Show which phrases and words decided the tags of an utterance") { text, role, context };
        command.SetAction(parsed =>
        {
            var settings = AppSettings.Load();
            var speaker = Enum.Parse<Speaker>(parsed.GetValue(role)!, ignoreCase: true);
            foreach (var verdict in TagVerdict.Of(settings.PhraseFolder, settings.LoadClassifier(), speaker, parsed.GetValue(text)!, parsed.GetValue(context))) Print(verdict);
            return ExitCode.Done;
        });
        return command;
    }

    private static void Print(TagVerdict verdict)
    {
        var sign = verdict.Holds ? "+" : "-";
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{sign} {verdict.Tag}: probability {verdict.Probability:0.00}, needs {verdict.Threshold:0.00}"));
        foreach (var phrase in verdict.Phrases) Console.WriteLine($"    phrase {phrase}{(verdict.Holds ? "" : " (vetoed by the classifier)")}");
        foreach (var part in verdict.Parts)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"    {part.Weight,7:+0.00;-0.00} {(part.Words.Length > 0 ? part.Words : "(context, length, phrase list)")}"));
    }
}
