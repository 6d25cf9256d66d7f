using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Stagecraft.Cli.Tests.EndToEnd;

/// <summary>An OpenTelemetry collector on loopback that keeps what it gets.</summary>
internal sealed class Collector : IDisposable
{
    private readonly HttpListener _listener = new();

    internal Collector()
    {
        using (TcpListener probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Address = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/";
        }

        _listener.Prefixes.Add(Address);
        _listener.Start();
        _ = AcceptAsync();
    }

    internal string Address { get; }

    internal ConcurrentBag<(string Path, string Text)> Received { get; } = [];

    public void Dispose() => _listener.Close();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                HttpListenerContext context = await _listener.GetContextAsync();
                using MemoryStream body = new MemoryStream();
                await context.Request.InputStream.CopyToAsync(body);

                // Protocol buffers hold texts as they are.
                Received.Add((context.Request.Url!.AbsolutePath, System.Text.Encoding.Latin1.GetString(body.ToArray())));
                context.Response.Close();
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
