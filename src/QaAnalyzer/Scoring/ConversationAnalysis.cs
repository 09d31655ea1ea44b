using QaAnalyzer.Signals;
using QaAnalyzer.Signals.Channels;

namespace QaAnalyzer.Scoring;

/// <summary>Everything the machine found in one conversation under one rubric, with all that reproduces it.</summary>
public sealed record ConversationAnalysis
{
    public required string ConversationId { get; init; }

    /// <summary>Rubric id with version.</summary>
    public required string Rubric { get; init; }

    /// <summary>Tagger model id; null when only phrase lists spoke.</summary>
    public string? Tagger { get; init; }

    /// <summary>Learned scorer id; null when only rubric rules spoke.</summary>
    public string? Scorer { get; init; }

    public required IReadOnlyList<Signal> Signals { get; init; }

    /// <summary>In the order of the catalogue; absent ones included with their reason.</summary>
    public required IReadOnlyList<Measure> Measures { get; init; }

    /// <summary>One per criterion, in the rubric's order.</summary>
    public required IReadOnlyList<Draft> Drafts { get; init; }

    public required TotalScore? Total { get; init; }

    /// <summary>Detectors that threw, with the kind of error; their criteria abstained.</summary>
    public IReadOnlyList<DetectorFailure> Failures { get; init; } = [];

    /// <summary>Doubts about channels and clocks, found before scoring.</summary>
    public IReadOnlyList<ChannelFlag> Flags { get; init; } = [];
}

/// <summary>The weighted mean over the drafted criteria.</summary>
/// <param name="Score">1–5, one decimal.</param>
/// <param name="Percent">0–100, one decimal.</param>
/// <param name="Deductions">Points off 100, one decimal.</param>
/// <param name="Grade">Grade id of the rubric.</param>
/// <param name="CoveredWeight">Share of the form's weight that was drafted, 0–1.</param>
/// <param name="AutoFails">Ids of the automatic failures that hold.</param>
public sealed record TotalScore(double Score, double Percent, double Deductions, string Grade, double CoveredWeight, IReadOnlyList<string> AutoFails);

public sealed record DetectorFailure(string Detector, string Error);
