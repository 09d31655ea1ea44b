using System.CommandLine;
using System.Net;
using QaAnalyzer.App.Jobs;

namespace QaAnalyzer.App.Commands;

/// <summary><c>qa serve</c>: pages and jobs in one process.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var urls = UrlsOption();
        var command = new Command("serve", "Serve the pages and run the jobs") { urls };
        command.SetAction(async (parsed, cancel) =>
        {
            var settings = AppSettings.Load();
            await using var workshop = await Workshop.OpenAsync(settings, cancel);
            await RunAsync(workshop, parsed.GetValue(urls) ?? settings.Urls, demo: null, cancel);
            return ExitCode.Done;
        });
        return command;
    }

    public static Option<string?> UrlsOption() => new("--urls") { Description = "Address to listen on; port 0 takes a free one. Loopback by default" };

    /// <summary>Serves until stopped; says on standard output where.</summary>
    /// <exception cref="CommandException">The address cannot be used.</exception>
    public static async Task RunAsync(Workshop workshop, string urls, DemoAccount? demo, CancellationToken cancel)
    {
        CheckAddresses(urls);
        await using var app = WebHost.Build(new()
        {
            Database = workshop.Database,
            Rubrics = workshop.Catalog,
            PipelineOf = workshop.PipelineAsync,
            Site = workshop.Site,
            Moods = workshop.Moods,
            ActiveRubrics = [.. workshop.Rubrics.Select(r => r.Id)],
            Urls = urls,
            Zone = workshop.Settings.Zone,
            Sources = workshop.Pull.Sources,
            BlindShare = workshop.Settings.BlindShare,
            Push = workshop.Settings.Push,
            DemoAccount = demo,
            Watch = workshop.Settings.Watch,
            AddServices = services => JobHost.AddTo(services, workshop, "web"),
        });
        try
        {
            await app.StartAsync(cancel);
        }
        catch (IOException e)
        {
            throw new CommandException($"Cannot listen on {urls}: {e.Message} Choose another address with --urls, for example --urls http://127.0.0.1:0.");
        }

        Console.WriteLine($"QaAnalyzer is ready at {string.Join(" ", app.Urls)}");
        if (demo is not null) Console.WriteLine($"Sign in as {demo.Name} with the password {demo.Password}");
        await app.WaitForShutdownAsync(cancel);
    }

    /// <exception cref="CommandException">One is no address.</exception>
    public static void CheckAddresses(string urls)
    {
        if (urls.Split(';').FirstOrDefault(url => !IsAddress(url)) is { } wrong)
            throw new CommandException($"Cannot listen on {wrong}: expected an address such as http://127.0.0.1:5080, or http://*:5080 for every network.");
    }

    /// <summary>The server listens on every network for a host that it does not know; nobody shall get that by a slip.</summary>
    private static bool IsAddress(string url)
    {
        try
        {
            var address = BindingAddress.Parse(url);
            return address.Host is "localhost" or "*" or "+" || IPAddress.TryParse(address.Host, out _);
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
