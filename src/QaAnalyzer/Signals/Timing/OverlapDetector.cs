using QaAnalyzer.Conversations;
using QaAnalyzer.Signals.Timing.Overlaps;

namespace QaAnalyzer.Signals.Timing;

/// <summary>
/// <c>overlap</c> for every utterance of a call that comes in while the other side speaks, and one verdict where there is one:
/// <c>backchannel</c> for a listening sign, <c>interruption</c> when it takes the floor. Where neither, the reason of <c>overlap</c> says what it
/// was. <c>docs/timing.md</c> explains how verdicts are reached.
/// </summary>
public sealed class OverlapDetector : ISignalDetector
{
    private readonly OverlapModel _model;
    private readonly OverlapWords _words;

    internal OverlapDetector(OverlapModel model, OverlapWords words) => (_model, _words) = (model, words);

    /// <param name="folder">Folder with <c>overlaps.yaml</c> and <c>overlap-words.yaml</c>.</param>
    /// <exception cref="Data.DataFileException">A file cannot be used.</exception>
    public static OverlapDetector Load(string folder)
    {
        if (!Directory.Exists(folder))
            throw new Data.DataFileException(new Data.DataProblem(folder, 1, "the folder of timing data is missing", "Restore data/timing beside the program or set QA_Data to the folder that holds it"));
        return new(OverlapModel.Load(Path.Combine(folder, "overlaps.yaml")), OverlapWords.Load(Path.Combine(folder, "overlap-words.yaml")));
    }

    public string Name => "overlap";

    public IReadOnlyCollection<string> Tags => ["overlap", "backchannel", "interruption"];

    internal OverlapModel Model => _model;

    public void Detect(AnalysisContext context)
    {
        foreach (var scene in Scenes(context))
        {
            var verdict = OverlapVerdict.Of(scene, _model);
            var facts = OverlapReason.Facts(scene);
            Add(context, scene, "overlap", 1, OverlapReason.Fact(verdict, facts));
            if (verdict.Kind == OverlapKind.Backchannel)
                Add(context, scene, "backchannel", verdict.Backchannel, OverlapReason.Verdict(scene, verdict, _model.Backchannel, facts));
            else if (verdict.Kind == OverlapKind.Interruption)
                Add(context, scene, "interruption", verdict.Interruption, OverlapReason.Verdict(scene, verdict, _model.Interruption, facts));
        }
    }

    /// <summary>The onsets of a call with what surrounds them; none for other channels.</summary>
    internal IEnumerable<OverlapScene> Scenes(AnalysisContext context)
    {
        if (context.Conversation.Channel != Channel.Call) yield break;
        var call = new OverlapCall(context, _words);
        foreach (var onset in OverlapOnset.In(context.Conversation, call.Order, context.Thresholds.OverlapSeconds)) yield return new(call, onset);
    }

    private static void Add(AnalysisContext context, OverlapScene scene, string tag, double probability, Sentence reason) =>
        context.Signals.Add(new(tag, scene.Onset.Incoming, new(0, scene.Incoming.Text.Length), Math.Round(probability, 4), SignalSource.Timing, reason));
}
