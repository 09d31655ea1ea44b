using System.CommandLine;
using QaAnalyzer.App.Jobs;
using QaAnalyzer.App.Watch;

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
            using var host = Build(workshop);
            try
            {
                await host.StartAsync(cancel);
            }
            catch (IOException e)
            {
                throw new CommandException($"Cannot listen on QA_Worker__Urls: {e.Message}");
            }

            Console.WriteLine(host is WebApplication { Urls: var urls } ? $"The worker is ready; health and metrics at {string.Join(" ", urls)}" : "The worker is ready.");
            await host.WaitForShutdownAsync(cancel);
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>Listens only where an address is set.</summary>
    private static IHost Build(Workshop workshop)
    {
        if (workshop.Settings.Watch.WorkerUrls is not { } urls)
        {
            var quiet = Host.CreateEmptyApplicationBuilder(new() { ContentRootPath = AppContext.BaseDirectory });
            AddTo(quiet, workshop);
            return quiet.Build();
        }

        ServeCommand.CheckAddresses(urls);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, EnvironmentName = Environments.Production });
        builder.WebHost.UseUrls(urls);
        AddTo(builder, workshop);
        var app = builder.Build();
        app.MapWatch();
        return app;
    }

    private static void AddTo(IHostApplicationBuilder builder, Workshop workshop)
    {
        Logs.AddTo(builder.Logging, workshop.Settings.Watch.JsonLogs);
        builder.Services.AddSingleton(workshop.Database).AddSingleton(workshop.Clock);
        builder.Services.AddWatch(workshop.Settings.Watch, workshop.Database, workshop.Clock);
        JobHost.AddTo(builder.Services, workshop, "worker");
    }
}
