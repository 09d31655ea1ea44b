using System.CommandLine;
using System.Text.RegularExpressions;
using QaAnalyzer.App.Api;

namespace QaAnalyzer.App.Commands;

/// <summary><c>qa api-key create|list|revoke</c>: keys of programs that push conversations or watch sources.</summary>
internal static partial class ApiKeyCommand
{
    public static Command Create() => new("api-key", "Keys of programs that talk to the API") { New(), List(), Revoke() };

    private static Command New()
    {
        var source = new Option<string>("--source") { Description = "The source it speaks for, in small letters, digits and hyphens", Required = true };
        var role = new Option<string>("--role")
        {
            Description = "push: push conversations; status: read how sources fare",
            DefaultValueFactory = _ => ApiRoles.Push,
        };
        role.AcceptOnlyFromAmong([.. ApiRoles.All]);
        var command = new Command("create", "Make a key and print it, for the only time") { source, role };
        command.SetAction((parsed, cancel) => WithKeysAsync(
            async keys =>
            {
                var name = parsed.GetValue(source)!;
                if (!Name().IsMatch(name))
                    throw new CommandException($"\"{name}\" is no name of a source. Use small letters, digits and hyphens, such as helpdesk.");
                Console.WriteLine(await keys.CreateAsync(name, parsed.GetValue(role)!, cancel));
                await Console.Error.WriteLineAsync("Keep it now: it is not shown again.");
                return ExitCode.Done;
            },
            cancel));
        return command;
    }

    private static Command List()
    {
        var command = new Command("list", "List the keys, without their secrets");
        command.SetAction((_, cancel) => WithKeysAsync(
            async keys =>
            {
                foreach (var key in await keys.AllAsync(cancel))
                {
                    var state = key.RevokedAt is { } at ? $"revoked {at:u}" : "in force";
                    Console.WriteLine($"{key.Id}\t{key.Source}\t{key.Role}\t{key.CreatedAt:u}\t{state}");
                }

                return ExitCode.Done;
            },
            cancel));
        return command;
    }

    private static Command Revoke()
    {
        var id = new Argument<string>("id") { Description = "As \"qa api-key list\" shows it" };
        var command = new Command("revoke", "Make a key useless from now on") { id };
        command.SetAction((parsed, cancel) => WithKeysAsync(
            async keys => await keys.RevokeAsync(parsed.GetValue(id)!, cancel)
                ? ExitCode.Done
                : throw new CommandException($"There is no key \"{parsed.GetValue(id)}\" in force. \"qa api-key list\" shows them."),
            cancel));
        return command;
    }

    private static async Task<int> WithKeysAsync(Func<ApiKeyStore, Task<int>> act, CancellationToken cancel)
    {
        await using var database = AppSettings.Load().OpenDatabase();
        await Storage.Migrations.RunAsync(database, TimeProvider.System, cancel);
        return await act(new(database, TimeProvider.System));
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,63}$", RegexOptions.None, 1000)]
    private static partial Regex Name();
}
