using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Stagecraft.DigitalOcean.Sandbox.Tests.Support;

/// <summary>A client that sends arbitrary bytes, each time over a new connection.</summary>
internal sealed class RawClient(Uri address)
{
    // Without a timeout, a server that never responds would block the test.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Sends the bytes and waits for the status line of the response.</summary>
    public async Task<string> StatusOf(string bytes)
    {
        using CancellationTokenSource timeout = new CancellationTokenSource(Patience);
        using TcpClient client = await Open(Encoding.Latin1.GetBytes(bytes));
        using StreamReader reader = new StreamReader(client.GetStream(), Encoding.Latin1);
        return await reader.ReadLineAsync(timeout.Token) ?? "";
    }

    /// <summary>Sends the bytes and reads until the server closes the connection.</summary>
    public Task<string> Send(string bytes) => Send(Encoding.Latin1.GetBytes(bytes), isComplete: false);

    /// <summary>Sends the bytes and shuts down the sending side; the server may close the connection without a response.</summary>
    public Task<string> SendAll(ReadOnlyMemory<byte> bytes) => Send(bytes, isComplete: true);

    /// <summary>Sends the bytes and leaves the connection open.</summary>
    public async Task<TcpClient> Open(ReadOnlyMemory<byte> bytes)
    {
        TcpClient client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, address.Port);
        try
        {
            await client.GetStream().WriteAsync(bytes);
        }
        catch (IOException)
        {
            // Rejected before all was sent; there may still be a response.
        }

        return client;
    }

    private async Task<string> Send(ReadOnlyMemory<byte> bytes, bool isComplete)
    {
        using CancellationTokenSource timeout = new CancellationTokenSource(Patience);
        using TcpClient client = await Open(bytes);
        NetworkStream stream = client.GetStream();
        using MemoryStream response = new MemoryStream();
        try
        {
            if (isComplete)
            {
                client.Client.Shutdown(SocketShutdown.Send);
            }

            await stream.CopyToAsync(response, timeout.Token);
        }
        catch (Exception error) when (error is IOException or SocketException)
        {
            // Connection reset: the response is what was read before.
        }

        return Encoding.Latin1.GetString(response.ToArray());
    }
}
