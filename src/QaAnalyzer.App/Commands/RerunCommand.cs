using System.CommandLine;
using System.Globalization;
using QaAnalyzer.App.Jobs;
using QaAnalyzer.Jobs;
using QaAnalyzer.Storage;

namespace QaAnalyzer.App.Commands;

/// <summary><c>qa run rerun</c>: analyses chosen by a filter, made anew here and now or by the next worker that is free.</summary>
internal static class RerunCommand
{
    public static Command Create()
    {
        var rubric = new Option<string?>("--rubric") { Description = "Analyses under this rubric version; all in use when absent" };
        var from = new Option<string?>("--from") { Description = "Conversations from this day on, such as 2026-03-01, in the zone of the site" };
        var until = new Option<string?>("--until") { Description = "Conversations up to this day, which counts" };
        var queue = new Option<string?>("--queue") { Description = "Conversations of this queue" };
        var error = new Option<string?>("--error") { Description = "Those that failed with this kind of error, such as TimeoutException" };
        var speed = new Option<double?>("--per-second") { Description = "At most so many conversations a second" };
        var reason = RunControlCommands.Reason();
        var command = new Command("rerun", "Make analyses anew: all, or those that the options choose") { rubric, from, until, queue, error, speed, reason };
        command.SetAction(async (parsed, cancel) =>
        {
            var settings = AppSettings.Load();
            await using var workshop = await Workshop.OpenAsync(settings, cancel);
            var choice = new RerunChoice
            {
                Rubric = parsed.GetValue(rubric),
                FromTime = Day(parsed.GetValue(from), "--from", settings.Zone, 0),
                UntilTime = Day(parsed.GetValue(until), "--until", settings.Zone, 1),
                Queue = parsed.GetValue(queue),
                Error = parsed.GetValue(error),
                PerSecond = parsed.GetValue(speed),
            };
            if (await workshop.Desk.RerunAsync(choice, RunControlCommands.Me(parsed.GetValue(reason)!), cancel) is { } refusal)
                throw new CommandException($"Nothing was done: {refusal.En}.");
            return await RunCommand.DoAsync(workshop, JobList.All.Single(e => e.Job.Name == "reruns").Job, "It does this request next.", cancel);
        });
        return command;
    }

    /// <summary>The beginning of a day in the zone of the site, so many days later.</summary>
    private static DateTimeOffset? Day(string? text, string option, TimeZoneInfo zone, int later)
    {
        if (text is null) return null;
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            throw new CommandException($"{option}: expected a day such as 2026-03-01, got \"{text}\".");
        return SiteDay.StartOf(day.AddDays(later), zone);
    }
}
