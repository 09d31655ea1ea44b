using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace QaAnalyzer.Tests.Storage;

/// <summary>
/// Stands between a program and PostgreSQL and cuts the connection when the server tells that it has committed, so that the program never
/// hears it: the moment at which nobody can say from outside whether something was stored.
/// </summary>
internal sealed class CutAtCommit : IAsyncDisposable
{
    private static readonly byte[] Committed = [.. "COMMIT\0"u8];

    private readonly NpgsqlConnectionStringBuilder _server;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;
    private int _left;

    public CutAtCommit(string connectionString, int cuts)
    {
        (_server, _left) = (new(connectionString), cuts);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Leads through here to the server.</summary>
    public string ConnectionString =>
        new NpgsqlConnectionStringBuilder(_server.ToString()) { Port = ((IPEndPoint)_listener.LocalEndpoint).Port, Pooling = false }.ToString();

    /// <summary>Cuts that were not made yet.</summary>
    public int Left => Math.Max(0, _left);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true) connections.Add(PassAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task PassAsync(TcpClient program)
    {
        using var server = new TcpClient();
        using (program)
        {
            await server.ConnectAsync(_server.Host!, _server.Port);
            await Task.WhenAny(CopyAsync(program, server, _ => false), CopyAsync(server, program, IsCutBefore));
        }
    }

    private bool IsCutBefore(ReadOnlySpan<byte> answer) => answer.IndexOf(Committed) >= 0 && Interlocked.Decrement(ref _left) >= 0;

    /// <summary>Until one side ends or something comes behind which there shall be nothing.</summary>
    private async Task CopyAsync(TcpClient from, TcpClient to, EndsAt endsAt)
    {
        var buffer = new byte[1 << 16];
        try
        {
            while (await from.GetStream().ReadAsync(buffer, _stop.Token) is var count and > 0)
            {
                if (endsAt(buffer.AsSpan(0, count))) return;
                await to.GetStream().WriteAsync(buffer.AsMemory(0, count), _stop.Token);
            }
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or InvalidOperationException or OperationCanceledException)
        {
            return;
        }
    }

    private delegate bool EndsAt(ReadOnlySpan<byte> bytes);
}
