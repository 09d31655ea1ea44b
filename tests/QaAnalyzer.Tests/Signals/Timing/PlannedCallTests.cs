using QaAnalyzer.Conversations;
using QaAnalyzer.Rubrics;
using QaAnalyzer.Signals;
using QaAnalyzer.Signals.Timing;

namespace QaAnalyzer.Tests.Signals.Timing;

/// <summary>Calls built from a known plan, in milliseconds: every planted silence and hold must be found where it was planted.</summary>
public class PlannedCallTests
{
    private static readonly (string Agent, string Ending, SilenceCause Cause)[] Scenes =
    [
        ("请稍等，我查一下", "agent", SilenceCause.AnnouncedHold),
        ("我这边帮您看一下系统", "agent", SilenceCause.SystemLookup),
        ("您是什么时候下的单？", "customer", SilenceCause.AfterQuestion),
        ("请您重启一下路由器", "customer", SilenceCause.CustomerSide),
        ("余额一共是一百元", "agent", SilenceCause.Unexplained),
    ];

    public static TheoryData<int> Seeds { get; } = [.. Enumerable.Range(1, 40)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_planted_silence_and_hold_is_found_to_the_millisecond(int seed)
    {
        var plan = new Plan(seed);
        foreach (var (shift, scale) in new[] { (0L, 1.0), (3_600_123L, 1.0), (0L, 10.0), (77L, 0.1) })
        {
            var ledger = Ledger(plan.Call(shift, scale), scale);
            Assert.Equal(
                plan.Silences.Select(s => (Moved(s.From), Moved(s.To), s.Cause)),
                ledger.Entries.Select(e => (Math.Round(e.From, 6), Math.Round(e.To, 6), e.Cause)));
            Assert.Equal(
                plan.Holds.Select(h => (Moved(h.From), Moved(h.To), h.Words, Math.Round(h.Longest * scale / 1000, 6))),
                ledger.Holds.Where(h => h.Asked).Select(h => (Math.Round(h.From, 6), Math.Round(h.To, 6), h.Progress.Count, h.LongestWithoutWord)));

            double Moved(long millis) => Math.Round((shift + (millis * scale)) / 1000, 6);
        }
    }

    private static SilenceLedger Ledger(Conversation call, double scale)
    {
        var limits = Thresholds.Default with { LedgerSeconds = Math.Round(3 * scale, 6) };
        var context = new AnalysisContext(call, limits, site: Product.Site);
        Product.Phrases.Detect(context);
        return context.Silences;
    }

    private sealed class Plan
    {
        private readonly List<(string Speaker, string Text, long From, long To)> _said = [];
        private readonly Random _chance;
        private long _now;

        public Plan(int seed)
        {
            _chance = new(seed);
            for (var scene = 0; scene < 30; scene++)
            {
                Say("customer", "宽带这个月又断了三次", 0);
                if (_chance.Next(3) == 0) PlantHold();
                else Plant(Scenes[_chance.Next(Scenes.Length)]);
            }
        }

        public List<(long From, long To, SilenceCause Cause)> Silences { get; } = [];

        public List<(long From, long To, int Words, long Longest)> Holds { get; } = [];

        public Conversation Call(long shift, double scale) => new()
        {
            Id = "plan",
            Channel = Channel.Call,
            Utterances =
            [
                .. _said.Select(s => new Utterance
                {
                    Speaker = Enum.Parse<Speaker>(s.Speaker, ignoreCase: true),
                    Text = s.Text,
                    Start = (shift + (s.From * scale)) / 1000,
                    End = (shift + (s.To * scale)) / 1000,
                }),
            ],
        };

        private void Plant((string Agent, string Ending, SilenceCause Cause) scene)
        {
            Say("agent", scene.Agent, 0);
            var from = _now;
            Say(scene.Ending, scene.Ending == "agent" ? "您的情况是上个月的费用" : "昨天下午买的那一台", LongPause());
            Note(from, scene.Cause);
            if (scene.Cause == SilenceCause.AnnouncedHold) Holds.Add((from, Silences[^1].To, 0, Silences[^1].To - from));
        }

        private void PlantHold()
        {
            Say("agent", "麻烦您稍等一下", 0);
            var (from, silent, longest, words) = (_now, _now, 0L, _chance.Next(1, 4));
            for (var word = 0; word <= words; word++)
            {
                var start = _now;
                Say("agent", word < words ? "还在查，再等一下" : "让您久等了，上个月的费用是一百元", LongPause());
                Note(start, SilenceCause.AnnouncedHold);
                longest = Math.Max(longest, Silences[^1].To - silent);
                silent = _now;
            }

            Holds.Add((from, Silences[^1].To, words, longest));
        }

        private void Note(long from, SilenceCause cause)
        {
            var to = _said[^1].From;
            if (to - from >= 3_000) Silences.Add((from, to, cause));
        }

        /// <summary>Speaks after a pause; without one now and then into the last words, which is no silence.</summary>
        private void Say(string speaker, string text, long pause)
        {
            var from = pause > 0 ? _now + pause : Math.Max(0, _now + _chance.Next(-300, 2_900));
            var to = Math.Max(_now, from + _chance.Next(200, 6_000));
            _said.Add((speaker, text, from, to));
            _now = to;
        }

        /// <summary>From just at the limit of three seconds upwards.</summary>
        private long LongPause() => _chance.Next(4) == 0 ? 3_000 : _chance.Next(3_001, 95_000);
    }
}
