using System.CommandLine;
using System.Globalization;
using QaAnalyzer.Agreement;

namespace QaAnalyzer.App.Commands;

/// <summary><c>qa evaluate scores --drafts FILE --gold FILE</c>: drafts against what people gave.</summary>
internal static class EvaluateCommand
{
    public static Command Create() => new("evaluate", "Compare what the machine said with what people said")
    {
        Scores(),
        EvaluateTagsCommand.Create(),
        EvaluateOverlapsCommand.Create(),
        EvaluateScorerCommand.Create(),
        EvaluateAgreementCommand.Create(),
    };

    private static Command Scores()
    {
        var drafts = new Option<FileInfo>("--drafts") { Description = "Analysis lines as qa analyze prints them", Required = true }.AcceptExistingOnly();
        var gold = new Option<FileInfo>("--gold") { Description = "Conversations with reviews (.jsonl), or a table with conversation, criterion, score (.csv, .tsv)", Required = true }.AcceptExistingOnly();
        var command = new Command("scores", "Exact and adjacent agreement and weighted kappa per criterion") { drafts, gold };
        command.SetAction(parsed =>
        {
            try
            {
                Print(DraftComparison.Of(DraftLines.Read(parsed.GetValue(drafts)!.FullName), GoldScores.Read(parsed.GetValue(gold)!.FullName)));
                return ExitCode.Done;
            }
            catch (FormatException e)
            {
                throw new CommandException(e.Message);
            }
        });
        return command;
    }

    private static void Print(IReadOnlyList<DraftComparison> comparisons)
    {
        Console.WriteLine("criterion\tn\tabstained\texact\twithin-one\tweighted-kappa\tmean-error");
        foreach (var (criterion, abstained, agreement) in comparisons)
        {
            var numbers = agreement is null
                ? "0\t" + abstained + "\t-\t-\t-\t-"
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"{agreement.Count}\t{abstained}\t{agreement.Exact:0.000}\t{agreement.WithinOne:0.000}\t{Kappa(agreement)}\t{agreement.MeanError:+0.00;-0.00;0.00}");
            Console.WriteLine($"{criterion}\t{numbers}");
        }
    }

    private static string Kappa(OrdinalAgreement agreement) => agreement.WeightedKappa?.ToString("0.000", CultureInfo.InvariantCulture) ?? "-";
}
