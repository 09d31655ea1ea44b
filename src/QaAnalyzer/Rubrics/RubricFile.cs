using System.Text.RegularExpressions;
using QaAnalyzer.Conversations;
using QaAnalyzer.Data;

namespace QaAnalyzer.Rubrics;

/// <summary>Reads a rubric from YAML; the format is documented in <c>data/rubrics/README.md</c>.</summary>
public static partial class RubricFile
{
    /// <exception cref="DataFileException">The file cannot be used; every problem is named with its line.</exception>
    public static Rubric Load(string path)
    {
        var file = YamlFile.Load(path);
        var rubric = Read(file);
        RubricLint.Check(file, rubric);
        file.ThrowIfProblems();
        return rubric;
    }

    internal static Rubric Read(YamlFile file)
    {
        var root = file.Root;
        root.AllowOnly("id", "name", "total", "thresholds", "dimensions", "auto-fail");
        var id = root["id"].Text("the rubric's id with its version, for example process-check.v1");
        if (!IdWithVersion().IsMatch(id)) root["id"].Complain($"id \"{id}\" is not of the form name.vN", "Use lower-case words joined by hyphens, then .v and a number");
        return new()
        {
            Id = id,
            Name = root["name"].Sentence("the rubric's name"),
            Dimensions = [.. root["dimensions"].Items().Select(DimensionOf)],
            Total = TotalOf(root["total"]),
            AutoFails = [.. root["auto-fail"].Items().Select(AutoFailOf)],
            Thresholds = ThresholdsOf(root["thresholds"]),
        };
    }

    private static Dimension DimensionOf(YamlValue value)
    {
        value.AllowOnly("id", "name", "weight", "criteria");
        return new()
        {
            Id = value["id"].Text("a dimension id"),
            Name = value["name"].Sentence("the dimension's name"),
            Weight = value["weight"].Number("a weight in percent"),
            Criteria = [.. value["criteria"].Items().Select(CriterionOf)],
        };
    }

    private static Criterion CriterionOf(YamlValue value)
    {
        value.AllowOnly("id", "name", "weight", "anchors", "channels", "applies-when", "otherwise-say", "not-assessable", "learned", "rules", "combine", "critical-at");
        return new()
        {
            Id = value["id"].Text("a criterion id"),
            Name = value["name"].Sentence("the criterion's name"),
            Weight = value["weight"].Exists ? value["weight"].Number("a weight") : 1,
            Anchors = AnchorsOf(value),
            Channels = [.. value["channels"].Items().Select(ChannelOf)],
            AppliesWhen = ConditionSyntax.ReadAll(value["applies-when"]),
            OtherwiseSay = value["applies-when"].Exists ? value["otherwise-say"].Sentence("why it does not apply otherwise (otherwise-say)") : default,
            NotAssessable = value["not-assessable"].Exists ? value["not-assessable"].Sentence("why a transcript cannot show it") : null,
            Learned = IsLearned(value["learned"]),
            Rules = [.. value["rules"].Items().Select(RuleFile.Read).OfType<ScoreRule>()],
            Combine = value["combine"].OptionalText() switch
            {
                null or "lowest" => RuleCombination.Lowest,
                "mean" => RuleCombination.Mean,
                _ => WrongCombination(value["combine"]),
            },
            CriticalAt = value["critical-at"].Exists ? (int)value["critical-at"].Number("a score") : null,
        };
    }

    private static bool IsLearned(YamlValue value)
    {
        var said = value.OptionalText();
        if (said is not (null or "true" or "false")) value.Complain($"expected true or false, got \"{said}\"", "Write `learned: true` for a criterion that only a trained scorer drafts");
        return said == "true";
    }

    private static Dictionary<int, Sentence> AnchorsOf(YamlValue criterion)
    {
        var anchors = new Dictionary<int, Sentence>();
        foreach (var (key, value) in criterion["anchors"].Entries())
        {
            if (int.TryParse(key, out var score) && score is >= 1 and <= 5) anchors[score] = value.Sentence("an anchor");
            else value.Complain($"an anchor for score \"{key}\"", "Scores are 1 to 5");
        }

        return anchors;
    }

    private static TotalScale TotalOf(YamlValue value)
    {
        value.AllowOnly("percent", "grades");
        var mapping = value["percent"].OptionalText();
        if (mapping is not ("from-lowest" or "of-full-mark"))
            (value["percent"].Exists ? value["percent"] : value).Complain($"expected how scores become percent, got \"{mapping}\"", "Use from-lowest (1 is 0 %) or of-full-mark (1 is 20 %)");
        return new()
        {
            Percent = mapping == "of-full-mark" ? PercentMapping.OfFullMark : PercentMapping.FromLowest,
            Grades = [.. value["grades"].Items().Select(g => new Grade(g["id"].Text("a grade id"), g["name"].Sentence("the grade's name"), g["from"].Number("the lowest percent")))],
        };
    }

    private static AutoFail AutoFailOf(YamlValue value)
    {
        value.AllowOnly("id", "when", "name");
        return new(value["id"].Text("an id"), ConditionSyntax.Read(value["when"]), value["name"].Sentence("what happened"));
    }

    private static Thresholds ThresholdsOf(YamlValue value)
    {
        value.AllowOnly("reply-seconds", "ledger-seconds", "dead-air-seconds", "hold-seconds", "progress-seconds", "burst-seconds", "speech-rate-seconds", "overlap-seconds");
        var standard = Thresholds.Default;
        double Or(string key, double fallback) => value[key].Exists ? value[key].Number("seconds") : fallback;
        var reply = new Dictionary<Channel, double>(standard.ReplySeconds);
        if (value["reply-seconds"].Exists)
        {
            foreach (var (key, seconds) in value["reply-seconds"].Entries())
            {
                if (Enum.TryParse<Channel>(key, ignoreCase: true, out var channel)) reply[channel] = seconds.Number("seconds");
                else seconds.Complain($"unknown channel \"{key}\"", "Channels are chat, call, email");
            }
        }

        return new()
        {
            ReplySeconds = reply,
            LedgerSeconds = Or("ledger-seconds", standard.LedgerSeconds),
            DeadAirSeconds = Or("dead-air-seconds", standard.DeadAirSeconds),
            HoldSeconds = Or("hold-seconds", standard.HoldSeconds),
            ProgressSeconds = Or("progress-seconds", standard.ProgressSeconds),
            BurstSeconds = Or("burst-seconds", standard.BurstSeconds),
            SpeechRateSeconds = Or("speech-rate-seconds", standard.SpeechRateSeconds),
            OverlapSeconds = Or("overlap-seconds", standard.OverlapSeconds),
        };
    }

    private static Channel ChannelOf(YamlValue value)
    {
        if (Enum.TryParse<Channel>(value.OptionalText(), ignoreCase: true, out var channel)) return channel;
        value.Complain($"unknown channel \"{value.OptionalText()}\"", "Channels are chat, call, email");
        return default;
    }

    private static RuleCombination WrongCombination(YamlValue value)
    {
        value.Complain($"unknown combination \"{value.OptionalText()}\"", "Use lowest or mean");
        return default;
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]*\\.v[0-9]+$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex IdWithVersion();
}
