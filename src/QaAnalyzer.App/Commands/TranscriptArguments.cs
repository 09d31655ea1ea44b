using System.CommandLine;
using System.CommandLine.Parsing;
using QaAnalyzer.Conversations;
using QaAnalyzer.Transcripts;

namespace QaAnalyzer.App.Commands;

/// <summary>Paths and reading options that import and analyze share.</summary>
internal sealed class TranscriptArguments
{
    private readonly Argument<string[]> _paths = new("PATH") { Description = "Files, folders, .zip or .gz, or - for standard input", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string?> _format = new("--format") { Description = $"Force a format instead of recognising it: {TranscriptFormats.Names}" };
    private readonly Option<string?> _encoding = new("--encoding") { Description = "Force an encoding: utf-8, gb18030, utf-16, …" };
    private readonly Option<string[]> _speakers = new("--speaker") { Description = "Who is who, for example --speaker 小林=agent", AllowMultipleArgumentsPerToken = false };
    private readonly Option<string?> _channel = new("--channel") { Description = "Channel of files that do not state one: chat, call, email" };

    public TranscriptArguments()
    {
        _paths.Validators.Add(PathWords.Validate);
        _format.Validators.Add(result => Validate(result, new() { Format = Value(result) }));
        _encoding.Validators.Add(result => Validate(result, new() { Encoding = Value(result) }));
        _speakers.Validators.Add(ValidatePairs);
        _channel.AcceptOnlyFromAmong("chat", "call", "email");
    }

    public void AddTo(Command command)
    {
        command.Arguments.Add(_paths);
        command.Options.Add(_format);
        command.Options.Add(_encoding);
        command.Options.Add(_speakers);
        command.Options.Add(_channel);
    }

    public IReadOnlyList<string> Paths(ParseResult result) => result.GetValue(_paths)!;

    public TranscriptOptions Options(ParseResult result, AppSettings settings) => new()
    {
        Format = result.GetValue(_format),
        Encoding = result.GetValue(_encoding),
        Speakers = (result.GetValue(_speakers) ?? []).Select(Pair).ToDictionary(p => p.Name, p => p.Side, StringComparer.Ordinal),
        Channel = result.GetValue(_channel) is { } channel ? Enum.Parse<Channel>(channel, ignoreCase: true) : null,
        Zone = settings.Zone,
    };

    private static string? Value(OptionResult result) => result.Tokens is [.., var last] ? last.Value : null;

    private static void Validate(OptionResult result, TranscriptOptions options)
    {
        if (options.Problem() is { } problem) result.AddError($"{result.Option.Name}: {problem}");
    }

    private static void ValidatePairs(OptionResult result)
    {
        foreach (var token in result.Tokens.Where(t => !IsPair(t.Value)))
            result.AddError($"--speaker: expected NAME=agent, NAME=customer, NAME=bot or NAME=system, got \"{token.Value}\"");
        foreach (var name in result.Tokens.Where(t => IsPair(t.Value)).GroupBy(t => Pair(t.Value).Name, StringComparer.Ordinal).Where(g => g.Count() > 1))
            result.AddError($"--speaker: expected one side for \"{name.Key}\", got {name.Count()}");
    }

    // By name only: a number would parse too.
    private static bool IsPair(string text) =>
        text.LastIndexOf('=') is var at and > 0 && Enum.GetNames<Speaker>().Contains(text[(at + 1)..], StringComparer.OrdinalIgnoreCase);

    private static (string Name, Speaker Side) Pair(string text)
    {
        var at = text.LastIndexOf('=');
        return (text[..at], Enum.Parse<Speaker>(text[(at + 1)..], ignoreCase: true));
    }
}
