using System.Globalization;
using Microsoft.AspNetCore.Html;
using QaAnalyzer.App.Texts;
using QaAnalyzer.Rubrics;

namespace QaAnalyzer.App.Pages.Screens;

/// <summary>Numbers and moments as people read them.</summary>
internal static class Show
{
    /// <summary><c>1:05</c>, or <c>1:02:05</c> from an hour on.</summary>
    public static string Clock(double seconds)
    {
        var time = TimeSpan.FromSeconds(Math.Floor(Math.Max(0, seconds)));
        return time.TotalHours >= 1
            ? string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours}:{time:mm\\:ss}")
            : string.Create(CultureInfo.InvariantCulture, $"{time.Minutes}:{time:ss}");
    }

    /// <summary>In UTC; scripts put it into the time zone of the reader.</summary>
    public static IHtmlContent Moment(DateTimeOffset? moment) => moment?.UtcDateTime is { } utc
        ? new HtmlFormattableString($"<time class=\"moment\" datetime=\"{utc:yyyy-MM-ddTHH:mm:ssZ}\">{utc:yyyy-MM-dd HH:mm} UTC</time>")
        : new HtmlString("–");

    public static string Number(double? value) => value?.ToString("0.#", CultureInfo.InvariantCulture) ?? "–";

    /// <summary>A score of a person, fractions as they were given.</summary>
    public static string Score(double? value) => value?.ToString("0.##", CultureInfo.InvariantCulture) ?? "–";

    /// <summary>For SVG attributes.</summary>
    public static string Svg(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    public static string Percent(double share) => share.ToString("0%", CultureInfo.InvariantCulture);

    public static string Length(UiText text, double seconds) => seconds switch
    {
        < 10 => text["time.seconds", Number(seconds)],
        < 120 => text["time.seconds", Math.Round(seconds)],
        < 7200 => text["time.minutes", Math.Round(seconds / 60)],
        _ => text["time.hours", Number(seconds / 3600)],
    };

    public static string GradeName(UiText text, Rubric? rubric, string? grade) =>
        rubric?.Total.Grades.FirstOrDefault(g => g.Id == grade) is { } known ? text.Say(known.Name) : grade ?? "";

    /// <summary>Style class: the best grade is good, the worst bad, all others fair.</summary>
    public static string GradeClass(Rubric? rubric, string? grade)
    {
        var grades = rubric?.Total.Grades;
        if (grades is null || grade is null) return "none";
        return grade == grades[0].Id ? "good" : grade == grades[^1].Id ? "bad" : "fair";
    }
}
