using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Stagecraft.DigitalOcean.Sandbox.Tests.Support;

/// <summary>A client that sends any bytes, each time over a connection of its own.</summary>
internal sealed class RawClient(Uri address)
{
    // Nothing waits for it: without it a server that never answers would hang the test.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Sends the bytes, and waits for no more than the status line of the answer.</summary>
    public async Task<string> StatusOf(string bytes)
    {
        using CancellationTokenSource timeout = new CancellationTokenSource(Patience);
        using TcpClient client = await Open(Encoding.Latin1.GetBytes(bytes));
        using StreamReader reader = new StreamReader(client.GetStream(), Encoding.Latin1);
        return await reader.ReadLineAsync(timeout.Token) ?? "";
    }

    /// <summary>Sends the bytes, and reads until the server closes the connection.</summary>
    public Task<string> Send(string bytes) => Send(Encoding.Latin1.GetBytes(bytes), isAll: false);

    /// <summary>Sends the bytes and says that they are all, upon which the server may close without an answer.</summary>
    public Task<string> SendAll(ReadOnlyMemory<byte> bytes) => Send(bytes, isAll: true);

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
            // Refused before it was all sent; the answer may be there all the same.
        }

        return client;
    }

    private async Task<string> Send(ReadOnlyMemory<byte> bytes, bool isAll)
    {
        using CancellationTokenSource timeout = new CancellationTokenSource(Patience);
        using TcpClient client = await Open(bytes);
        NetworkStream stream = client.GetStream();
        using MemoryStream answer = new MemoryStream();
        try
        {
            if (isAll)
            {
                client.Client.Shutdown(SocketShutdown.Send);
            }

            await stream.CopyToAsync(answer, timeout.Token);
        }
        catch (Exception error) when (error is IOException or SocketException)
        {
            // Reset: what was read until then is the answer.
        }

        return Encoding.Latin1.GetString(answer.ToArray());
    }
}
