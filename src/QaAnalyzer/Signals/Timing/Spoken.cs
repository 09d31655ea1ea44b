namespace QaAnalyzer.Signals.Timing;

/// <summary>What an utterance says about the silence or wait that may follow it.</summary>
[Flags]
internal enum Spoken
{
    /// <summary>A statement.</summary>
    Nothing = 0,

    /// <summary>The agent asks the customer to wait, or announces a hand-over.</summary>
    HoldNotice = 1,

    /// <summary>The agent is back from a wait.</summary>
    HoldReturn = 2,

    /// <summary>The agent says that a system or a colleague is being asked.</summary>
    Lookup = 4,

    /// <summary>The agent says that the work goes on.</summary>
    Progress = 8,

    /// <summary>The agent asks, or hands over the word: the customer is to speak.</summary>
    Question = 16,

    /// <summary>The agent leaves the next step to the customer: something to do, or to hang up.</summary>
    Task = 32,

    /// <summary>The customer looks for something.</summary>
    Searching = 64,

    /// <summary>The customer has not finished the sentence.</summary>
    Unfinished = 128,

    /// <summary>Only "go on, I hear you".</summary>
    Listening = 256,

    /// <summary>A machine says that the customer waits for an agent.</summary>
    Queue = 512,

    /// <summary>A machine says that an agent is there now.</summary>
    Joined = 1024,

    /// <summary>The words have been read.</summary>
    Known = 2048,

    /// <summary>Words of a wait: they neither end it nor give a result.</summary>
    KeepsWaiting = HoldNotice | Lookup | Progress | Listening,
}

internal static class SpokenExtensions
{
    public static bool Has(this Spoken meaning, Spoken any) => (meaning & any) != Spoken.Nothing;
}
