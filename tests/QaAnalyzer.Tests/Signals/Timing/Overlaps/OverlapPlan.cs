using QaAnalyzer.Conversations;

namespace QaAnalyzer.Tests.Signals.Timing.Overlaps;

/// <summary>Who speaks when, in milliseconds, and the overlaps that were put in on purpose.</summary>
internal sealed class OverlapPlan
{
    private static readonly string[] Said = ["我想问一下那个订单", "嗯", "不是，您听我说", "因为", "好的", "上次的钱还没退", "and then the", "yeah", "but I said so"];

    private readonly List<(Speaker Speaker, int Start, int End, string Text)> _spoken = [];

    public List<PlannedOverlap> Planted { get; } = [];

    /// <summary>Turns of 2 to 6 s; each next one waits, or comes in up to 0.9 s early; some hold one listening sign of the other side.</summary>
    public static OverlapPlan Of(int seed)
    {
        var (plan, chance, at, last) = (new OverlapPlan(), new Random(seed), 0, -1);
        for (var turn = 0; turn < 60; turn++)
        {
            var speaker = turn % 2 == 0 ? Speaker.Customer : Speaker.Agent;
            var early = turn > 0 && chance.Next(3) == 0 ? chance.Next(50, 900) : -chance.Next(0, 2_000);
            var (start, end) = (at - early, at - early + chance.Next(2_000, 6_000));
            var index = plan.Say(speaker, start, end, chance);
            if (early > 0) plan.Planted.Add(new(index, last, start, early));
            if (chance.Next(3) == 0)
            {
                var sign = chance.Next(start + 950, end - 1_000);
                var length = chance.Next(50, 95);
                plan.Planted.Add(new(plan.Say(speaker == Speaker.Agent ? Speaker.Customer : Speaker.Agent, sign, sign + length, chance), index, sign, length));
            }

            (at, last) = (end, index);
        }

        return plan;
    }

    /// <param name="shift">Milliseconds added to all times.</param>
    /// <param name="scale">Factor of all times.</param>
    public Conversation Call(int shift = 0, int scale = 1) => new()
    {
        Id = "planned",
        Channel = Channel.Call,
        Utterances = [.. _spoken.Select(s => new Utterance { Speaker = s.Speaker, Text = s.Text, Start = ((s.Start * scale) + shift) / 1000.0, End = ((s.End * scale) + shift) / 1000.0 })],
    };

    private int Say(Speaker speaker, int start, int end, Random chance)
    {
        _spoken.Add((speaker, start, end, Said[chance.Next(Said.Length)]));
        return _spoken.Count - 1;
    }
}

/// <summary>An overlap in whole milliseconds.</summary>
internal sealed record PlannedOverlap(int Incoming, int Floor, int AtMs, int Ms);
