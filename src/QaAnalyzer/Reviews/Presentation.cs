namespace QaAnalyzer.Reviews;

/// <summary>What a person saw of the machine's draft before deciding.</summary>
public enum Presentation
{
    /// <summary>The draft stood there to be confirmed.</summary>
    Prefilled,

    /// <summary>The draft was hidden until the decision, or there was none: imported history.</summary>
    Blind,
}
