using System.Globalization;

namespace QaAnalyzer.Hangfire.Dashboard;

/// <summary>Words in the language of the request, which Hangfire's own pages follow as well.</summary>
internal static class Words
{
    public static bool AreChinese => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh";

    public static string Say(string zh, string en) => Say(new(zh, en));

    public static string Say(Sentence sentence) => sentence.In(AreChinese);

    /// <summary>A moment on the clock of the site.</summary>
    public static string Moment(DateTimeOffset? time, TimeZoneInfo zone) =>
        time is { } at ? TimeZoneInfo.ConvertTime(at, zone).ToString("MM-dd HH:mm:ss", CultureInfo.InvariantCulture) : "–";

    public static string Length(TimeSpan? time) => time switch
    {
        null => "–",
        { TotalSeconds: < 10 } t => string.Create(CultureInfo.InvariantCulture, $"{t.TotalSeconds:0.0} s"),
        { } t => t.ToString(t.TotalDays >= 1 ? @"d\.hh\:mm\:ss" : @"h\:mm\:ss", CultureInfo.InvariantCulture),
    };
}
