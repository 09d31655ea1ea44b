using System.CommandLine;
using QaAnalyzer.Storage;

namespace QaAnalyzer.App.Commands;

/// <summary><c>qa migrate</c>: brings the database to this version.</summary>
internal static class MigrateCommand
{
    public static Command Create()
    {
        var command = new Command("migrate", "Bring the database to this version");
        command.SetAction(async (_, cancel) =>
        {
            await using var database = AppSettings.Load().OpenDatabase();
            var ran = await Migrations.RunAsync(database, TimeProvider.System, cancel);
            Console.WriteLine(ran.Count == 0 ? "The database is up to date." : $"Ran migrations {string.Join(", ", ran)}.");
            return ExitCode.Done;
        });
        return command;
    }
}
