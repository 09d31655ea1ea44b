namespace QaAnalyzer.App.Commands;

/// <summary>What the shell sees.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int Usage = 2;
}
