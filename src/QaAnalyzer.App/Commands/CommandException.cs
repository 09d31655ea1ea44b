namespace QaAnalyzer.App;

/// <summary>A command cannot go on; the message says what, where and what to do. Ends with exit code 1 and no stack trace.</summary>
internal sealed class CommandException(string message) : Exception(message);
