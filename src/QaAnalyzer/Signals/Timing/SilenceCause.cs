namespace QaAnalyzer.Signals.Timing;

/// <summary>Why nobody spoke.</summary>
public enum SilenceCause
{
    /// <summary>The agent had asked the customer to wait, or announced a hand-over.</summary>
    AnnouncedHold,

    /// <summary>The agent had said that a system or a colleague was being asked.</summary>
    SystemLookup,

    /// <summary>The customer had said to be looking for something.</summary>
    CustomerSearching,

    /// <summary>The agent had asked, and the customer was to answer.</summary>
    AfterQuestion,

    /// <summary>The customer was to speak or to do something, or had not finished.</summary>
    CustomerSide,

    /// <summary>No agent was on the line yet, or a machine had spoken last.</summary>
    Queue,

    /// <summary>The agent owed the next word and nothing said explains the silence. The only cause that counts against the agent.</summary>
    Unexplained,
}
