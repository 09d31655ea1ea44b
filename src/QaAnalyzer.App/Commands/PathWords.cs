using System.CommandLine.Parsing;

namespace QaAnalyzer.App.Commands;

/// <summary>An argument takes any word as a path; a misspelt option must not pass as one.</summary>
internal static class PathWords
{
    public static void Validate(ArgumentResult result)
    {
        foreach (var token in result.Tokens.Where(t => t.Value is ['-', _, ..] && !Path.Exists(t.Value)))
            result.AddError($"Unrecognized option \"{token.Value}\".");
    }
}
