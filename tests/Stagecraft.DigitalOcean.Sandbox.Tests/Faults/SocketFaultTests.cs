using System.Net.Sockets;
using System.Text;
using Stagecraft.DigitalOcean.Sandbox.Tests.Support;
using Stagecraft.Sandbox;
using static Stagecraft.Sandbox.SandboxFaultKind;

namespace Stagecraft.DigitalOcean.Sandbox.Tests.Faults;

/// <summary>Section 15.3 on a socket: the received bytes.</summary>
public sealed class SocketFaultTests : IAsyncLifetime
{
    private DigitalOceanSandbox _sandbox = null!;

    public async ValueTask InitializeAsync() =>
        _sandbox = await DigitalOceanSandbox.StartAsync(new SandboxOptions { TimeProvider = new VirtualClock() }, CancellationToken.None);

    public ValueTask DisposeAsync() => _sandbox.DisposeAsync();

    [Theory]
    [InlineData(LostAnswerBefore, 0)]
    [InlineData(LostAnswerAfter, 1)]
    [InlineData(LateCommit, 0)]
    public async Task A_lost_response_is_a_connection_closed_without_a_byte(SandboxFaultKind kind, int droplets)
    {
        _sandbox.Faults.Add(new SandboxFault { Kind = kind });
        (await Create()).Should().BeEmpty();
        _sandbox.Droplets.Should().HaveCount(droplets);
        (await Create()).Should().StartWith("HTTP/1.1 202");
    }

    [Fact]
    public async Task A_truncated_body_is_shorter_than_its_content_length()
    {
        _sandbox.Faults.Add(new SandboxFault { Kind = TruncatedBody });
        string cut = await Create();
        int length = int.Parse(cut.Split("Content-Length: ")[1].Split('\r')[0], System.Globalization.CultureInfo.InvariantCulture);
        cut.Should().StartWith("HTTP/1.1 202");
        cut.Split("\r\n\r\n")[1].Length.Should().Be(length / 2);
        _sandbox.Droplets.Should().HaveCount(1);
    }

    [Fact]
    public async Task A_response_without_a_body_cannot_be_truncated()
    {
        long id = _sandbox.CreateDroplet("web-1").Id;
        _sandbox.Faults.Add(new SandboxFault { Kind = TruncatedBody });
        (await Send("DELETE", $"/v2/droplets/{id}")).Should().StartWith("HTTP/1.1 204");
    }

    [Fact]
    public async Task A_gateway_page_is_not_json()
    {
        _sandbox.Faults.Add(new SandboxFault { Kind = GatewayHtmlAfter, Status = 504 });
        (await Create()).Should().StartWith("HTTP/1.1 504").And.Contain("Content-Type: text/html").And.Contain("504 Gateway Time-out");
    }

    [Theory]
    [InlineData(NoAnswerBefore)]
    [InlineData(NoAnswerAfter)]
    public async Task A_withheld_response_ends_when_the_sandbox_stops(SandboxFaultKind kind)
    {
        _sandbox.Faults.Add(new SandboxFault { Kind = kind, On = "POST *" });
        Task<string> response = Create();
        using HttpClient other = new HttpClient { BaseAddress = _sandbox.Address };
        other.DefaultRequestHeaders.Authorization = new("Bearer", "token");
        while (_sandbox.Requests.All(request => request.Method != "POST"))
        {
            (await other.GetStringAsync("v2/account")).Should().Contain("droplet_limit");
        }

        response.IsCompleted.Should().BeFalse();
        await _sandbox.DisposeAsync();
        (await response).Should().BeEmpty();
    }

    private Task<string> Create() => Send("POST", "/v2/droplets", Account.Body());

    /// <summary>Without HttpClient, which would retry some requests.</summary>
    private async Task<string> Send(string method, string path, string body = "")
    {
        using TcpClient client = new TcpClient();
        await client.ConnectAsync(_sandbox.Address!.Host, _sandbox.Address.Port);
        NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes(
            $"{method} {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer token\r\n"
            + $"Content-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}"));
        using MemoryStream response = new MemoryStream();
        try
        {
            await stream.CopyToAsync(response);
        }
        catch (IOException)
        {
            // Connection reset: use what was received before.
        }

        return Encoding.UTF8.GetString(response.ToArray());
    }
}
