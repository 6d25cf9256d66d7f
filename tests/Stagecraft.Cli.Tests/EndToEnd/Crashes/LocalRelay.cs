using System.Net;
using System.Net.Sockets;

namespace Stagecraft.Cli.Tests.EndToEnd.Crashes;

/// <summary>Passes the bytes of connections to an API, and replaces the public addresses of droplets with addresses of this machine: a
/// program on this machine can respond for a droplet.</summary>
internal sealed class LocalRelay : IAsyncDisposable
{
    private static readonly byte[] Public = "198.18."u8.ToArray();
    private static readonly byte[] Local = "127.18."u8.ToArray();

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Uri _api;
    private readonly Task _accepting;

    internal LocalRelay(Uri api)
    {
        _api = api;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    internal Uri Address => new($"http://{_listener.LocalEndpoint}/");

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _accepting;
    }

    private async Task AcceptAsync()
    {
        List<Task> connections = [];
        try
        {
            while (true)
            {
                connections.Add(RelayAsync(await _listener.AcceptTcpClientAsync()));
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // It is disposed.
        }

        await Task.WhenAll(connections);
    }

    private async Task RelayAsync(TcpClient client)
    {
        using (client)
        using (TcpClient api = new())
        {
            try
            {
                await api.ConnectAsync(_api.Host, _api.Port);
                Task up = CopyAsync(client, api, isResponse: false);
                Task down = CopyAsync(api, client, isResponse: true);
                await Task.WhenAny(up, down);
            }
            catch (Exception exception) when (exception is SocketException or IOException)
            {
                // A killed process closes its connection.
            }
        }
    }

    private static async Task CopyAsync(TcpClient from, TcpClient to, bool isResponse)
    {
        // An address can be in two reads: its beginning waits for the rest.
        byte[] buffer = new byte[64 * 1024];
        int kept = 0;
        try
        {
            while (await from.GetStream().ReadAsync(buffer.AsMemory(kept)) is > 0 and var read)
            {
                int length = kept + read;
                if (isResponse)
                {
                    Replace(buffer.AsSpan(0, length));
                }

                kept = isResponse ? Beginning(buffer.AsSpan(0, length)) : 0;
                await to.GetStream().WriteAsync(buffer.AsMemory(0, length - kept));
                buffer.AsSpan(length - kept, kept).CopyTo(buffer);
            }
        }
        catch (Exception exception) when (exception is SocketException or IOException or ObjectDisposedException)
        {
            // One of the connections is closed.
        }
    }

    private static void Replace(Span<byte> bytes)
    {
        while (bytes.IndexOf(Public) is >= 0 and var at)
        {
            Local.CopyTo(bytes[at..]);
        }
    }

    /// <summary>How many bytes at the end can be the beginning of an address.</summary>
    private static int Beginning(ReadOnlySpan<byte> bytes)
    {
        for (int length = Math.Min(Public.Length - 1, bytes.Length); length > 0; length--)
        {
            if (bytes[^length..].SequenceEqual(Public.AsSpan(0, length)))
            {
                return length;
            }
        }

        return 0;
    }
}
