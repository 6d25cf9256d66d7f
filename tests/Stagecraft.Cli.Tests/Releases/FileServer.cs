using System.Net;
using System.Net.Sockets;

namespace Stagecraft.Cli.Tests.Releases;

/// <summary>Serves the files of a directory over HTTP on loopback.</summary>
internal sealed class FileServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly string _folder;

    internal FileServer(string folder)
    {
        _folder = folder;
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

    public void Dispose() => _listener.Close();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                HttpListenerContext context = await _listener.GetContextAsync();
                string file = Path.Combine(_folder, Path.GetFileName(context.Request.Url!.AbsolutePath));
                if (File.Exists(file))
                {
                    await context.Response.OutputStream.WriteAsync(await File.ReadAllBytesAsync(file));
                }
                else
                {
                    context.Response.StatusCode = 404;
                }

                context.Response.Close();
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            // The listener was closed at the end of the test.
        }
    }
}
