using System.Globalization;
using QaAnalyzer.Conversations;

namespace QaAnalyzer.Signals.Measures;

/// <summary>For a set of tags of one side: in how many of its utterances one of them occurs, and in which share.</summary>
internal static class TagMeasures
{
    private static readonly List<Signal> Nothing = [];
    private static readonly List<int> None = [];

    /// <summary><c>&lt;tag&gt;-count</c> and <c>&lt;tag&gt;-share</c> for every text tag.</summary>
    public static IEnumerable<IMeasure> ForEveryTag() =>
        TagVocabulary.Text.SelectMany(tag => ForTags(tag, TagNames.Of(tag), TagVocabulary.SpeakerOf(tag)!.Value, [tag]));

    /// <summary><c>&lt;name&gt;-count</c> and <c>&lt;name&gt;-share</c> for several tags together.</summary>
    public static IEnumerable<IMeasure> ForTags(string name, Sentence label, Speaker speaker, IReadOnlyCollection<string> tags) =>
    [
        new ComputedMeasure(name + "-count", tags, (id, context) => Compute(id, context, label, speaker, tags, share: false)),
        new ComputedMeasure(name + "-share", tags, (id, context) => Compute(id, context, label, speaker, tags, share: true)),
    ];

    private static Measure Compute(string id, AnalysisContext context, Sentence label, Speaker speaker, IReadOnlyCollection<string> tags, bool share)
    {
        var all = context.UtterancesOf(speaker);
        if (share && all.Count == 0) return Measure.Absent(id, NoUtterances(speaker));

        var found = Found(context.Signals, tags);
        var utterances = UtterancesOf(found);
        return new()
        {
            Id = id,
            Value = share ? (double)utterances.Count / all.Count : utterances.Count,
            Utterances = utterances.Count > 0 ? utterances : all,
            Signals = found,
            Wording = () => Words(label, speaker, utterances.Count, all.Count),
        };
    }

    /// <summary>In order of utterances; most tags are not there at all, which costs nothing.</summary>
    private static List<Signal> Found(SignalSet signals, IReadOnlyCollection<string> tags)
    {
        List<Signal>? found = null;
        foreach (var tag in tags)
        {
            if (signals.Of(tag) is { Count: > 0 } some) (found ??= []).AddRange(some);
        }

        if (found is { Count: > 1 }) found.Sort((a, b) => a.Utterance != b.Utterance ? a.Utterance.CompareTo(b.Utterance) : a.Span.Start.CompareTo(b.Span.Start));
        return found ?? Nothing;
    }

    /// <summary>Each once; the signals are in their order.</summary>
    private static List<int> UtterancesOf(List<Signal> found)
    {
        if (found.Count == 0) return None;
        var utterances = new List<int>(found.Count);
        foreach (var signal in found)
        {
            if (utterances.Count == 0 || utterances[^1] != signal.Utterance) utterances.Add(signal.Utterance);
        }

        return utterances;
    }

    private static Sentence Words(Sentence label, Speaker speaker, int found, int of)
    {
        var (zhSide, enSide) = speaker == Speaker.Agent ? ("客服", "agent") : ("客户", "customer");
        if (found == 0) return new($"{of} 条{zhSide}话语中未见{label.Zh}", $"no {label.En} in {of} {enSide} utterances");
        var percent = (100.0 * found / of).ToString("0", CultureInfo.InvariantCulture);
        return new($"{of} 条{zhSide}话语中有 {found} 条{label.Zh}（{percent}%）", $"{label.En} in {found} of {of} {enSide} utterances, {percent} %");
    }

    private static Sentence NoUtterances(Speaker speaker) => speaker == Speaker.Agent
        ? new("没有客服话语", "there is no agent utterance")
        : new("没有客户话语", "there is no customer utterance");
}
