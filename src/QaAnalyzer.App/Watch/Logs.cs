using System.Text.Encodings.Web;
using Microsoft.Extensions.Logging.Console;

namespace QaAnalyzer.App.Watch;

/// <summary>Logs to standard error: a line for people, or a JSON object a line for machines.</summary>
internal static class Logs
{
    public static void AddTo(ILoggingBuilder logging, bool json)
    {
        logging.ClearProviders().AddFilter("Microsoft.AspNetCore", LogLevel.Warning);

        // Warns that cookie keys lie in the database unencrypted; whoever reads that database has the transcripts already.
        logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        logging.Services.Configure<ConsoleLoggerOptions>(o => o.LogToStandardErrorThreshold = LogLevel.Trace);
        if (json) logging.AddJsonConsole(Format);
        else logging.AddSimpleConsole(o => o.SingleLine = true);
    }

    private static void Format(JsonConsoleFormatterOptions options)
    {
        options.UseUtcTimestamp = true;
        options.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";

        // 夜间运行 and not \u591C\u95F4…: a log is no web page, so nothing but quotes and control characters needs an escape.
        options.JsonWriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    }
}
