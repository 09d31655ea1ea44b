namespace QaAnalyzer.Reviews;

/// <summary>What a person saw of the machine's draft before deciding.</summary>
public enum Presentation
{
    /// <summary>The draft stood there to be confirmed.</summary>
    Prefilled,

    /// <summary>The draft was hidden until the decision, or there was none: imported history.</summary>
    Blind,
}

/// <summary>Presentations as the reviews table writes them.</summary>
internal static class PresentationText
{
    public static string Of(Presentation shown) => shown == Presentation.Blind ? "blind" : "prefilled";

    public static Presentation Parse(string text) => text == "blind" ? Presentation.Blind : Presentation.Prefilled;
}
