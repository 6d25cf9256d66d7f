using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Stagecraft.Sandbox.Http;

namespace Stagecraft.Sandbox.Hosting;

/// <summary>
/// Kestrel, by default on the loopback address. There is no web host, because it would read settings from the environment and the working
/// directory, which could change the address, and it would handle signals of the process.
/// </summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly KestrelServer _server;

    private LoopbackServer(KestrelServer server, Uri address)
    {
        _server = server;
        Address = address;
    }

    public Uri Address { get; }

    public static async Task<LoopbackServer> StartAsync(
        ISandboxApi api, Func<ApiRequest, ApiResponse?> site, ServerOptions settings, CancellationToken cancellationToken)
    {
        KestrelServerOptions options = new KestrelServerOptions { AddServerHeader = false };
        ServerLimits.Set(options.Limits);
        options.Listen(settings.ListenAddress, settings.Port, listen => listen.Protocols = HttpProtocols.Http1);
        SocketTransportFactory transport =
            new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance);
        KestrelServer server = new KestrelServer(Options.Create(options), transport, NullLoggerFactory.Instance);
        try
        {
            await server.StartAsync(new ApiApplication(api, site, settings), cancellationToken).ConfigureAwait(false);
            string address = server.Features.Get<IServerAddressesFeature>()!.Addresses.Single();
            return new LoopbackServer(server, new Uri(address));
        }
        catch (SocketException error)
        {
            // Kestrel has its own exception only for a port that is in use.
            server.Dispose();
            throw new IOException($"{settings.ListenAddress}, port {settings.Port}: {error.Message}", error);
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    /// <summary>Waits for the requests in progress.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => _server.StopAsync(cancellationToken);

    /// <summary>Does not wait for open connections; no state is lost.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync(new CancellationToken(canceled: true)).ConfigureAwait(false);
        _server.Dispose();
    }
}
