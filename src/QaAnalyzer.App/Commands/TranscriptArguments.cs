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
    private readonly Option<Channel?> _channel = new("--channel") { Description = "Channel of files that do not state one: chat, call, email" };

    public TranscriptArguments() => _speakers.Validators.Add(Validate);

    public void AddTo(Command command)
    {
        command.Arguments.Add(_paths);
        command.Options.Add(_format);
        command.Options.Add(_encoding);
        command.Options.Add(_speakers);
        command.Options.Add(_channel);
    }

    public IReadOnlyList<string> Paths(ParseResult result) => result.GetValue(_paths)!;

    /// <exception cref="CommandException">An option cannot be used.</exception>
    public TranscriptOptions Options(ParseResult result, AppSettings settings)
    {
        var options = new TranscriptOptions
        {
            Format = result.GetValue(_format),
            Encoding = result.GetValue(_encoding),
            Speakers = (result.GetValue(_speakers) ?? []).Select(Pair).ToDictionary(p => p.Name, p => p.Side, StringComparer.Ordinal),
            Channel = result.GetValue(_channel),
            Zone = settings.Zone,
        };
        return options.Problem() is { } problem ? throw new CommandException(problem) : options;
    }

    private static void Validate(OptionResult result)
    {
        foreach (var token in result.Tokens.Where(t => !IsPair(t.Value)))
            result.AddError($"--speaker: expected NAME=agent, NAME=customer, NAME=bot or NAME=system, got \"{token.Value}\"");
    }

    private static bool IsPair(string text) => text.LastIndexOf('=') is var at and > 0 && Enum.TryParse<Speaker>(text[(at + 1)..], ignoreCase: true, out _);

    private static (string Name, Speaker Side) Pair(string text)
    {
        var at = text.LastIndexOf('=');
        return (text[..at], Enum.Parse<Speaker>(text[(at + 1)..], ignoreCase: true));
    }
}
