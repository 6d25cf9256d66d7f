using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using Stagecraft.DigitalOcean.Api;
using Stagecraft.DigitalOcean.Api.Client;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Http;

namespace Stagecraft.DigitalOcean.Tests.Api;

/// <summary>9.8: which connections are used, over TLS to a real server.</summary>
public sealed class ConnectionTests
{
    private const int Requests = 40;

    [Theory]
    [InlineData(HttpProtocols.Http1AndHttp2, "HTTP/2", 1)]
    [InlineData(HttpProtocols.Http1, "HTTP/1.1", Requests)]
    public async Task Requests_share_a_connection_where_the_server_speaks_http_2_and_all_are_in_flight_together(
        HttpProtocols spoken, string protocol, int connections)
    {
        ConcurrentBag<(string Protocol, string Connection)> observed = new ConcurrentBag<(string Protocol, string Connection)>();
        TaskCompletionSource all = new TaskCompletionSource();
        int arrived = 0;
        await using WebApplication server = await StartAsync(spoken, async context =>
        {
            observed.Add((context.Request.Protocol, context.Connection.Id));

            // No response is sent before all requests have arrived.
            if (Interlocked.Increment(ref arrived) == Requests)
            {
                all.SetResult();
            }

            await all.Task;
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync($$"""{"droplet":{{Responses.Droplet(1)}}}""");
        });
        using RateGovernor governor = new RateGovernor(TimeProvider.System, new RequestBudget());
        using SocketsHttpHandler socket = new SocketsHttpHandler();
        socket.SslOptions.RemoteCertificateValidationCallback = (_, _, _, _) => true;
        using DigitalOceanClient client = new DigitalOceanClient(
            new Uri(server.Urls.First()), "token", socket, governor, TimeProvider.System, new Random(1), null);

        await Task.WhenAll(Enumerable.Range(0, Requests).Select(_ => client.GetDropletAsync(new("1"), RequestPriority.Working, default)));

        observed.Should().HaveCount(Requests).And.OnlyContain(s => s.Protocol == protocol);
        observed.Select(s => s.Connection).Distinct().Should().HaveCount(connections);
    }

    /// <summary>9.2.2: HTTP/2 would send the headers of a write before its precondition is checked.</summary>
    [Fact]
    public async Task Writes_use_HTTP_1_1_although_the_server_supports_HTTP_2()
    {
        ConcurrentBag<(string Method, string Protocol)> seen = [];
        await using WebApplication server = await StartAsync(HttpProtocols.Http1AndHttp2, context =>
        {
            seen.Add((context.Request.Method, context.Request.Protocol));
            context.Response.StatusCode = context.Request.Method == "DELETE" ? 204 : 422;
            return Task.CompletedTask;
        });
        using RateGovernor governor = new(TimeProvider.System, new RequestBudget());
        using SocketsHttpHandler socket = new();
        socket.SslOptions.RemoteCertificateValidationCallback = (_, _, _, _) => true;
        using DigitalOceanClient client = new(
            new Uri(server.Urls.First()), "token", socket, governor, TimeProvider.System, new Random(1), null);

        await client.DeleteDropletAsync(new("1"), () => true, default);
        await client.CreateDropletsAsync(
            new CreateDroplets { Names = ["a"], Region = "nyc1", Size = "s", Image = "i", SshKeys = [1], Tags = [] }, null, default);

        seen.Should().BeEquivalentTo([("DELETE", "HTTP/1.1"), ("POST", "HTTP/1.1")]);
    }

    private static async Task<WebApplication> StartAsync(HttpProtocols protocols, RequestDelegate response)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        DateTimeOffset now = DateTimeOffset.UtcNow;
        using X509Certificate2 made = request.CreateSelfSigned(now.AddHours(-1), now.AddHours(1));
        X509Certificate2 certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = protocols;
            listen.UseHttps(certificate);
        }));
        WebApplication server = builder.Build();
        server.Run(response);
        await server.StartAsync();
        return server;
    }
}
