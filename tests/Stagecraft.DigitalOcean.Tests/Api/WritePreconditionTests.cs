using System.Net;
using System.Net.Sockets;
using System.Text;
using Stagecraft.DigitalOcean.Api;
using Stagecraft.DigitalOcean.Api.Client;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Http;

namespace Stagecraft.DigitalOcean.Tests.Api;

/// <summary>9.2.2: the precondition of a write holds when its bytes are sent.</summary>
public sealed class WritePreconditionTests
{
    private bool _isProtected;
    private int _checks;

    [Fact]
    public async Task A_delete_is_not_sent_if_its_precondition_fails_while_the_connection_is_established()
    {
        using Gateway gateway = new(_ => Gateway.NoContent);
        using SocketsHttpHandler socket = new()
        {
            ConnectCallback = async (context, cancellationToken) =>
            {
                _isProtected = true;
                Socket connected = new(SocketType.Stream, ProtocolType.Tcp);
                await connected.ConnectAsync(context.DnsEndPoint, cancellationToken);
                return new NetworkStream(connected, ownsSocket: true);
            },
        };

        DeleteOutcome outcome = await DeleteAsync(gateway, socket);

        outcome.Should().BeOfType<DeleteOutcome.Stale>();
        gateway.Received.Should().BeEmpty();
        _checks.Should().Be(2, "before the attempt, and after the connection is established");
    }

    [Fact]
    public async Task A_delete_is_not_repeated_by_the_HTTP_stack_if_a_gateway_closes_the_connection()
    {
        using Gateway gateway = new(request =>
        {
            if (request.StartsWith("GET", StringComparison.Ordinal))
            {
                return Gateway.Droplet;
            }

            _isProtected = true;
            return null;
        });
        using SocketsHttpHandler socket = new();
        using RateGovernor governor = new(TimeProvider.System, new RequestBudget());
        using DigitalOceanClient client = new(gateway.Address, "token", socket, governor, TimeProvider.System, new Random(1), null);

        // The HTTP stack repeats a request only if it was sent on a connection that was used before.
        await client.GetDropletAsync(new("1"), RequestPriority.Working, default);
        await client.DeleteDropletAsync(new("1"), IsStillUnprotected, default);

        gateway.Received.Should().Equal("GET", "DELETE");
    }

    private async Task<DeleteOutcome> DeleteAsync(Gateway gateway, SocketsHttpHandler socket)
    {
        using RateGovernor governor = new(TimeProvider.System, new RequestBudget());
        using DigitalOceanClient client = new(gateway.Address, "token", socket, governor, TimeProvider.System, new Random(1), null);
        return await client.DeleteDropletAsync(new("1"), IsStillUnprotected, default);
    }

    private bool IsStillUnprotected()
    {
        _checks++;
        return !_isProtected;
    }

    /// <summary>Keeps connections open, and closes one instead of a response that is null.</summary>
    private sealed class Gateway : IDisposable
    {
        public const string NoContent = "HTTP/1.1 204 No Content\r\n\r\n";

        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly Func<string, string?> _respond;
        private readonly List<string> _received = [];

        public Gateway(Func<string, string?> respond)
        {
            _respond = respond;
            _listener.Start();
            _ = AcceptAsync();
        }

        public static string Droplet
        {
            get
            {
                string body = $$"""{"droplet":{{Responses.Droplet(1)}}}""";
                return $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                    + $"{Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}";
            }
        }

        public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

        /// <summary>The methods of the requests, in order.</summary>
        public IReadOnlyList<string> Received
        {
            get
            {
                lock (_received)
                {
                    return [.. _received];
                }
            }
        }

        public void Dispose() => _listener.Dispose();

        private async Task AcceptAsync()
        {
            try
            {
                while (true)
                {
                    _ = ServeAsync(await _listener.AcceptTcpClientAsync());
                }
            }
            catch (Exception e) when (e is ObjectDisposedException or SocketException)
            {
                // The test is over.
            }
        }

        private async Task ServeAsync(TcpClient connection)
        {
            using (connection)
            {
                NetworkStream stream = connection.GetStream();
                byte[] buffer = new byte[64 * 1024];
                while (await stream.ReadAsync(buffer) is > 0 and int read)
                {
                    string request = Encoding.ASCII.GetString(buffer, 0, read);
                    lock (_received)
                    {
                        _received.Add(request[..request.IndexOf(' ')]);
                    }

                    if (_respond(request) is not { } response)
                    {
                        return;
                    }

                    await stream.WriteAsync(Encoding.UTF8.GetBytes(response));
                }
            }
        }
    }
}
