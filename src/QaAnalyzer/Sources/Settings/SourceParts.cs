using System.Text.RegularExpressions;
using QaAnalyzer.Conversations;
using QaAnalyzer.Data;
using QaAnalyzer.Sources.Mapping;
using QaAnalyzer.Transcripts;

namespace QaAnalyzer.Sources;

/// <summary>Parts that sources of several kinds have.</summary>
internal static partial class SourceParts
{
    /// <summary>Keys that every source may have.</summary>
    public static readonly string[] CommonKeys = ["id", "kind", "schedule", "rate", "channel", "zone", "speakers"];

    /// <summary>Keys that every source may have that is asked page by page.</summary>
    public static readonly string[] PagedKeys = [.. CommonKeys, "retry", "pageSize"];

    /// <summary>Null where none is given.</summary>
    public static RequestRate? Rate(YamlValue value)
    {
        if (!value.Exists) return null;
        value.AllowOnly("requests", "seconds");
        var (requests, seconds) = (Positive(value["requests"], "a number of requests", 5), Positive(value["seconds"], "a number of seconds", 1));
        if (seconds / requests is >= 0.001 and <= 86_400) return new(requests, seconds);
        value.Complain("expected between a thousand requests a second and one a day", "Write {requests: 60, seconds: 60} for one a second");
        return null;
    }

    public static RetryRule Retry(YamlValue value)
    {
        if (!value.Exists) return new();
        value.AllowOnly("times", "firstSeconds", "mostSeconds");
        var standard = new RetryRule();
        var times = value["times"].Exists ? value["times"].Number("a number of repetitions") : standard.Times;
        if (times is < 0 or > 20) value["times"].Complain("expected 0 to 20 repetitions", "A pull that fails is tried again later anyway");
        var rule = new RetryRule(
            (int)Math.Clamp(times, 0, 20),
            Positive(value["firstSeconds"], "a number of seconds", standard.FirstSeconds),
            Positive(value["mostSeconds"], "a number of seconds", standard.MostSeconds));
        if (rule.MostSeconds is < 0.01 or > 3600)
            value["mostSeconds"].Complain("expected 0.01 to 3600 seconds", "A pull that fails is tried again later anyway");
        return rule with { MostSeconds = Math.Clamp(rule.MostSeconds, 0.01, 3600) };
    }

    public static int Count(YamlValue value, int standard, int most)
    {
        if (!value.Exists) return standard;
        var number = value.Number("a whole number");
        if (number >= 1 && number <= most && number == Math.Floor(number)) return (int)number;
        value.Complain($"expected a whole number from 1 to {most}", $"Usual is {standard}");
        return standard;
    }

    public static double Positive(YamlValue value, string expected, double standard)
    {
        if (!value.Exists) return standard;
        var number = value.Number(expected);
        if (number is > 0 and <= 1e6) return number;
        value.Complain($"expected {expected} above 0", "Leave it out for the usual");
        return standard;
    }

    /// <summary>Seconds from 0.</summary>
    public static TimeSpan Span(YamlValue value, double standard)
    {
        if (!value.Exists) return TimeSpan.FromSeconds(standard);
        var seconds = value.Number("a number of seconds");
        if (seconds is >= 0 and <= 1e8) return TimeSpan.FromSeconds(seconds);
        value.Complain("expected a number of seconds from 0", "Leave it out for the usual");
        return default;
    }

    /// <summary>The name of an environment variable; a secret written here would be one.</summary>
    public static string? Variable(YamlValue value, bool isNeeded)
    {
        if (!value.Exists && !isNeeded) return null;
        var name = value.Text("the name of an environment variable");
        if (name.Length > 0 && !VariableName().IsMatch(name))
        {
            value.Complain(
                "expected the name of an environment variable, got something else",
                "Write a name of capital letters, digits and underscores, such as HELPDESK_TOKEN, and put the secret into that variable");
        }

        return name;
    }

    public static TranscriptOptions Options(YamlValue entry, TimeZoneInfo zone)
    {
        var named = entry["zone"].Exists ? entry["zone"].Text("an IANA time zone") : null;
        if (named is not null && !TimeZoneInfo.TryFindSystemTimeZoneById(named, out zone!))
        {
            entry["zone"].Complain($"\"{named}\" is no time zone", "Use an IANA name such as Asia/Shanghai");
            zone = TimeZoneInfo.Utc;
        }

        var speakers = new Dictionary<string, Speaker>(StringComparer.Ordinal);
        if (entry["speakers"].Exists)
        {
            foreach (var (label, side) in entry["speakers"].Entries())
            {
                if (Enum.TryParse<Speaker>(side.OptionalText(), ignoreCase: true, out var speaker)) speakers[label] = speaker;
                else side.Complain($"expected a side for \"{label}\"", "Use customer, agent, bot or system");
            }
        }

        Channel? channel = null;
        if (entry["channel"].Exists)
        {
            if (Enum.TryParse<Channel>(entry["channel"].OptionalText(), ignoreCase: true, out var known)) channel = known;
            else entry["channel"].Complain("expected a channel", "Use chat, call or email");
        }

        return new() { Zone = zone, Speakers = speakers, Channel = channel };
    }

    public static FieldPath? Path(YamlValue value, bool isNeeded, string expected) =>
        value.Exists || isNeeded ? new FieldPath(value.Text(expected)) : null;

    [GeneratedRegex("^[A-Z_][A-Z0-9_]{0,99}$", RegexOptions.None, 1000)]
    private static partial Regex VariableName();
}
