using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Stagecraft.Engine.Tests.Readiness;

/// <summary>A server on the loopback address. It sends one of the responses per connection; null is no response, and an open
/// connection.</summary>
internal sealed class HttpServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<TcpClient> _open = [];
    private readonly List<string> _requests = [];
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public HttpServer(params string?[] responses)
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _ = AcceptAsync(responses);
    }

    public int Port { get; }

    /// <summary>Completes with the first request.</summary>
    public Task First => _first.Task;

    /// <summary>The requests, each with its headers.</summary>
    public IReadOnlyList<string> Requests
    {
        get
        {
            lock (_requests)
            {
                return [.. _requests];
            }
        }
    }

    public void Dispose()
    {
        _listener.Dispose();
        lock (_requests)
        {
            _open.ForEach(c => c.Dispose());
        }
    }

    private async Task AcceptAsync(string?[] responses)
    {
        try
        {
            foreach (string? response in responses)
            {
                TcpClient connection = await _listener.AcceptTcpClientAsync();
                lock (_requests)
                {
                    _open.Add(connection);
                }

                string request = await ReadAsync(connection.GetStream());
                lock (_requests)
                {
                    _requests.Add(request);
                }

                _first.TrySetResult();
                if (response is not null)
                {
                    await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(response));
                    connection.Client.Shutdown(SocketShutdown.Send);
                }
            }
        }
        catch (Exception e) when (e is ObjectDisposedException or SocketException or IOException)
        {
            // The test is over.
        }
    }

    private static async Task<string> ReadAsync(NetworkStream stream)
    {
        StringBuilder request = new();
        byte[] buffer = new byte[1024];
        while (!request.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(buffer) is > 0 and int read)
        {
            request.Append(Encoding.ASCII.GetString(buffer, 0, read));
        }

        return request.ToString();
    }
}
