using QaAnalyzer.Conversations;

namespace QaAnalyzer.Signals.Timing;

/// <summary>Joins announced silences to holds: a wait goes on while the agent says nothing but that it goes on.</summary>
internal sealed class HoldChains(Timeline timeline, SpokenWords words)
{
    private readonly List<Hold> _holds = [];
    private Hold? _open;
    private Gap _lastGap;

    /// <summary>Second of the agent's last word in the open hold.</summary>
    private double _silentSince;

    /// <summary>Takes the next silence; the entry comes back as part of an announced hold when it continues one.</summary>
    public SilenceEntry Add(Gap gap, SilenceEntry entry)
    {
        if (entry.Cause is not (SilenceCause.AnnouncedHold or SilenceCause.SystemLookup)) return entry;
        var asked = entry.Cause == SilenceCause.AnnouncedHold;
        if (_open is { } open && Continues(out var progress, out var lastWord))
        {
            if (progress.Count > 0) _silentSince = lastWord;
            _open = open with
            {
                To = gap.To,
                End = gap.After,
                Asked = open.Asked || asked,
                Progress = [.. open.Progress, .. progress],
                LongestWithoutWord = Math.Max(open.LongestWithoutWord, Math.Round(gap.To - _silentSince, 6)),
            };
            if (open.Asked) entry = entry with { Cause = SilenceCause.AnnouncedHold };
        }
        else
        {
            Close();
            _silentSince = gap.From;
            _open = new() { From = gap.From, To = gap.To, Notice = entry.Shown, Progress = [], End = gap.After, LongestWithoutWord = gap.Seconds, Asked = asked };
        }

        _lastGap = gap;
        return entry;

        bool Continues(out List<int> said, out double until)
        {
            (said, until) = ([], 0);
            foreach (var utterance in timeline.Between(_lastGap, gap))
            {
                if (timeline.Conversation.Utterances[utterance] is not { Speaker: Speaker.Agent } spoken) continue;
                if (!words[utterance].Has(Spoken.KeepsWaiting)) return false;
                said.Add(utterance);
                until = Math.Max(until, spoken.End ?? spoken.Start ?? until);
            }

            return true;
        }
    }

    public IReadOnlyList<Hold> Finish()
    {
        Close();
        return _holds;
    }

    private void Close()
    {
        if (_open is { } hold) _holds.Add(hold);
        _open = null;
    }
}
