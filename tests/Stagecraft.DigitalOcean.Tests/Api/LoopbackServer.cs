using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Stagecraft.DigitalOcean.Tests.Api;

/// <summary>Reads a request, writes the given bytes and closes the connection; with no bytes it just closes.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly string _response;
    private int _requests;

    public LoopbackServer(string response)
    {
        _response = response;
        _listener.Start();
        _ = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    public int Requests => Volatile.Read(ref _requests);

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                using TcpClient connection = await _listener.AcceptTcpClientAsync();
                NetworkStream stream = connection.GetStream();
                byte[] buffer = new byte[64 * 1024];
                StringBuilder request = new StringBuilder();
                while (!IsComplete(request.ToString()) && await stream.ReadAsync(buffer) is > 0 and var read)
                {
                    request.Append(Encoding.ASCII.GetString(buffer, 0, read));
                }

                if (request.Length == 0)
                {
                    continue;
                }

                Interlocked.Increment(ref _requests);
                await stream.WriteAsync(Encoding.ASCII.GetBytes(_response.ReplaceLineEndings("\r\n")));
            }
        }
        catch (Exception e) when (e is ObjectDisposedException or SocketException)
        {
            // The test is over.
        }
    }

    private static bool IsComplete(string request) =>
        request.Contains("\r\n\r\n", StringComparison.Ordinal)
        && (!request.StartsWith("POST", StringComparison.Ordinal) || request.EndsWith('}'));
}
