using System.CommandLine;
using Microsoft.Extensions.Logging.Console;
using QaAnalyzer.App.Jobs;

namespace QaAnalyzer.App.Commands;

/// <summary><c>qa worker</c>: the jobs without the pages, for a second machine.</summary>
internal static class WorkerCommand
{
    public static Command Create()
    {
        var command = new Command("worker", "Run the jobs without the pages");
        command.SetAction(async (_, cancel) =>
        {
            await using var workshop = await Workshop.OpenAsync(AppSettings.Load(), cancel);
            var builder = Host.CreateEmptyApplicationBuilder(new() { ContentRootPath = AppContext.BaseDirectory });
            builder.Logging.AddSimpleConsole(o => o.SingleLine = true);
            builder.Services.Configure<ConsoleLoggerOptions>(o => o.LogToStandardErrorThreshold = LogLevel.Trace);
            JobHost.AddTo(builder.Services, workshop, "worker");
            using var host = builder.Build();
            await host.StartAsync(cancel);
            Console.WriteLine("The worker is ready.");
            await host.WaitForShutdownAsync(cancel);
            return ExitCode.Done;
        });
        return command;
    }
}
