using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace QaAnalyzer.EndToEnd.Chaos;

/// <summary>A PostgreSQL server of the test's own, in a folder of its own, which the test may kill as no shared one may be.</summary>
internal sealed class PrivatePostgres : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("qa-chaos-");
    private readonly int _port = FreePort();

    private PrivatePostgres()
    {
    }

    /// <summary>Folder of the newest server programs; null where there are none.</summary>
    public static string? Programs { get; } = Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").Select(d => Path.Combine(d, "bin")).Where(Directory.Exists).Order(StringComparer.Ordinal).LastOrDefault()
        : null;

    public string ConnectionString => $"Host=127.0.0.1;Port={_port};Username=qa;Database=postgres";

    private string Data => Path.Combine(_folder.FullName, "data");

    public static async Task<PrivatePostgres> CreateAsync()
    {
        var server = new PrivatePostgres();
        if (Environment.IsPrivilegedProcess) await Shell.RunAsync($"chown postgres {server._folder.FullName}");
        await RunAsync($"{Programs}/initdb -D {server.Data} -U qa --auth=trust --no-sync");
        await server.StartAsync();
        return server;
    }

    /// <summary>Starts it, if need be after the last processes of one that was killed have gone.</summary>
    public async Task StartAsync()
    {
        var began = Stopwatch.GetTimestamp();

        // Killed processes leave what they wrote with the system, which lives: nothing needs to be forced to the disk.
        var options = $"-p {_port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={_folder.FullName} -c fsync=off -c max_connections=200";
        while (true)
        {
            try
            {
                await RunAsync($"{Programs}/pg_ctl -s -w -D {Data} -l {_folder.FullName}/log -o \"{options}\" start");
                return;
            }
            catch (InvalidOperationException) when (Stopwatch.GetElapsedTime(began) < Patience)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200));
            }
        }
    }

    /// <summary>Ends the server without a word to anybody, as a power cut does.</summary>
    public async Task KillAsync()
    {
        var id = (await File.ReadAllLinesAsync(Path.Combine(Data, "postmaster.pid")))[0];
        using var server = Process.GetProcessById(int.Parse(id, CultureInfo.InvariantCulture));
        server.Kill();
        await server.WaitForExitAsync();
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public Task<long> CountAsync(string tableAndCondition) => NumberAsync($"SELECT count(*) FROM {tableAndCondition}");

    public async Task<long> NumberAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await RunAsync($"{Programs}/pg_ctl -s -D {Data} -m immediate stop");
        _folder.Delete(recursive: true);
    }

    // The server refuses to run as root.
    private static Task RunAsync(string command) => Shell.RunAsync(Environment.IsPrivilegedProcess ? $"runuser -u postgres -- {command}" : command);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
