using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Stagecraft.Cli.Tests.Support;

namespace Stagecraft.Cli.Tests.EndToEnd;

/// <summary>spec/cli/infra.md 8.1, digitalocean.md 9.2.1: a proxy that refuses the connection to the API.</summary>
public sealed class ProxyTests
{
    [Theory]
    [InlineData("infra plan -e staging", 1)]
    [InlineData("infra plan -e staging -v", 1)]
    [InlineData("infra plan -e staging -o json", 1)]
    [InlineData("infra up -e staging --yes -v", 1)]
    [InlineData("doctor -v", 1)]
    [InlineData("doctor -o json", 1)]
    public async Task One_error_names_the_proxy_and_no_password(string arguments, int exitCode)
    {
        await using RealCommand command = await RealCommand.StartAsync(RealCommand.Config("app-1"));
        using TcpListener proxy = new(IPAddress.Loopback, 0);
        proxy.Start();
        Task refusals = RefuseAsync(proxy);
        int port = ((IPEndPoint)proxy.LocalEndpoint).Port;
        using Process process = command.Launch(arguments, variables: new()
        {
            ["DIGITALOCEAN_API_URL"] = "https://api.digitalocean.example",
            ["HTTPS_PROXY"] = $"http://someone:proxy%2Fpassword@127.0.0.1:{port}",
            ["NO_PROXY"] = "",
        });

        CliResult result = await RealCommand.EndAsync(process);

        result.ExitCode.Should().Be(exitCode, result.Error);
        string output = result.Out + result.Error;
        output.Should().NotContain("someone").And.NotContain("2Fpassword").And.NotContain("/password");
        string message = $"the proxy 127.0.0.1:{port} refused to connect to api.digitalocean.example (HTTP 407)";
        (arguments.Contains("json", StringComparison.Ordinal) ? result.Out : output).Split(message).Should().HaveCount(2);
        output.Should().Contain("check the user and the password in HTTPS_PROXY");
        proxy.Stop();
        await refusals;
    }

    private static async Task RefuseAsync(TcpListener proxy)
    {
        try
        {
            while (true)
            {
                using TcpClient client = await proxy.AcceptTcpClientAsync();
                await client.GetStream().ReadAtLeastAsync(new byte[4096], 1, throwOnEndOfStream: false);
                await client.GetStream().WriteAsync(
                    Encoding.ASCII.GetBytes("HTTP/1.1 407 Required\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
            }
        }
        catch (Exception e) when (e is ObjectDisposedException or SocketException or IOException)
        {
            // The test is over.
        }
    }
}
