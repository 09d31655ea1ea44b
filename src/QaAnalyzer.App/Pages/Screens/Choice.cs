namespace QaAnalyzer.App.Pages.Screens;

/// <summary>A filter that picks one of several values; an empty value, shown as <paramref name="Any"/> when that is given, means no filter.</summary>
internal sealed record Choice(string Label, string Name, string? Chosen, IEnumerable<(string Value, string Text)> Options, string? Any);
