using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Stagecraft.DigitalOcean.Sandbox.Tests.Support;
using Stagecraft.Sandbox;

namespace Stagecraft.DigitalOcean.Sandbox.Tests;

/// <summary>Section 13.1, and rules that also apply to sockets.</summary>
public sealed class LoopbackTests : IAsyncLifetime
{
    private readonly VirtualClock _clock = new();
    private readonly HttpClient _http = new();
    private DigitalOceanSandbox _sandbox = null!;

    public async ValueTask InitializeAsync()
    {
        _sandbox = await DigitalOceanSandbox.StartAsync(new SandboxOptions { TimeProvider = _clock }, CancellationToken.None);
        _http.BaseAddress = _sandbox.Address;
        _http.DefaultRequestHeaders.Authorization = new("Bearer", "token");
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _sandbox.DisposeAsync();
    }

    [Fact]
    public async Task It_listens_on_a_free_port_of_the_loopback_address()
    {
        (_sandbox.Address!.Host, _sandbox.Address.AbsolutePath).Should().Be(("127.0.0.1", "/"));
        using HttpResponseMessage created = await _http.PostAsync("v2/droplets", new StringContent(Account.Body()));
        created.StatusCode.Should().Be(HttpStatusCode.Accepted);
        created.Headers.Contains("Server").Should().BeFalse();
        created.Content.Headers.ContentType!.ToString().Should().Be("application/json; charset=utf-8");

        _clock.Advance(8);
        long id = _sandbox.Droplets.Single().Id;
        using HttpResponseMessage deleted = await _http.DeleteAsync($"v2/droplets/{id}");
        (deleted.StatusCode, deleted.Content.Headers.ContentType!.MediaType).Should().Be((HttpStatusCode.NoContent, "application/json"));
    }

    [Theory] // 1.3
    [InlineData("v2/regions")]
    [InlineData("v2/nothing")]
    public async Task The_date_is_from_the_clock_of_the_sandbox(string path)
    {
        using HttpResponseMessage reply = await _http.GetAsync(path);
        reply.Headers.GetValues("Date").Should().ContainSingle();
        reply.Headers.Date.Should().Be(_clock.Now);
    }

    [Fact] // 5.2
    public async Task Links_use_the_address_of_the_request()
    {
        string local = $"http://localhost:{_sandbox.Address!.Port}/v2/sizes";
        JsonElement json = JsonElement.Parse(await _http.GetStringAsync("v2/sizes"));
        json.GetProperty("links").GetProperty("pages").GetProperty("next").GetString().Should().Be($"{_sandbox.Address}v2/sizes?page=2");
        json = JsonElement.Parse(Body(await Raw(
            $"GET /v2/sizes HTTP/1.1\r\nHost: {new Uri(local).Authority}\r\nAuthorization: Bearer t\r\nConnection: close\r\n\r\n")));
        json.GetProperty("links").GetProperty("pages").GetProperty("next").GetString().Should().Be($"{local}?page=2");
    }

    [Fact]
    public async Task Another_host_name_is_rejected()
    {
        using HttpRequestMessage request = new HttpRequestMessage(HttpMethod.Get, "v2/account") { Headers = { Host = "evil.example" } };
        using HttpResponseMessage reply = await _http.SendAsync(request);
        reply.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        reply.Headers.Date.Should().Be(_clock.Now);
    }

    [Fact] // 2.1
    public async Task Head_has_the_length_but_no_body()
    {
        using HttpRequestMessage request = new HttpRequestMessage(HttpMethod.Head, "v2/account");
        using HttpResponseMessage reply = await _http.SendAsync(request);
        reply.StatusCode.Should().Be(HttpStatusCode.OK);
        reply.Content.Headers.ContentLength.Should().BePositive();
        (await reply.Content.ReadAsStringAsync()).Should().BeEmpty();
    }

    [Fact] // 2.4
    public async Task A_body_that_is_too_large_is_413()
    {
        using HttpResponseMessage reply = await _http.PostAsync("v2/droplets", new ByteArrayContent(new byte[3 * 1024 * 1024]));
        reply.StatusCode.Should().Be(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact] // 2.4
    public async Task The_response_to_a_GET_request_does_not_wait_for_its_body()
    {
        using TcpClient client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _sandbox.Address!.Port);
        NetworkStream stream = client.GetStream();
        string request = "GET /v2/account HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer t\r\nContent-Length: 4\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        using StreamReader reader = new StreamReader(stream);
        (await reader.ReadLineAsync()).Should().StartWith("HTTP/1.1 200");
    }

    [Fact] // 2.4
    public async Task A_malformed_body_is_rejected_without_text_of_the_server()
    {
        string request = "POST /v2/droplets HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer t\r\n"
            + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\nZZ\r\n";
        string response = await Raw(request);
        response.Should().StartWith("HTTP/1.1 400").And.Contain("The request body is malformed.");
    }

    [Theory] // 2.5
    [InlineData("GET /v2/droplets HTTP/1.1\r\n\r\n")]
    [InlineData("hello\r\n\r\n")]
    [InlineData("GET * HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer t\r\nConnection: close\r\n\r\n")]
    [InlineData("GET http://example.com/v2/droplets HTTP/1.1\r\nHost: example.com\r\nAuthorization: Bearer t\r\nConnection: close\r\n\r\n")]
    [InlineData(
        "POST /v2/droplets HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer t\r\n"
        + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\nZZ\r\n")]
    [InlineData(
        "POST /v2/droplets HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer t\r\n"
        + "Content-Length: -1\r\nConnection: close\r\n\r\n")]
    [InlineData("GET /%00 HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer t\r\nConnection: close\r\n\r\n")]
    [InlineData("GET /v2/../../etc/passwd HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer t\r\nConnection: close\r\n\r\n")]
    [InlineData("TRACE /v2/droplets HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer t\r\nConnection: close\r\n\r\n")]
    public async Task Malicious_bytes_are_rejected_and_the_server_keeps_running(string request)
    {
        (await Raw(request)).Should().StartWith("HTTP/1.1 4");
        using HttpResponseMessage after = await _http.GetAsync("v2/account");
        after.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact] // 13.1
    public async Task Concurrent_requests_are_handled_one_by_one()
    {
        HttpResponseMessage[] replies = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(i => _http.PostAsync("v2/droplets", new StringContent(Account.Body($"web-{i}")))));
        replies.Should().OnlyContain(reply => reply.StatusCode == HttpStatusCode.Accepted);
        _sandbox.Droplets.Select(droplet => droplet.Name).Should().OnlyHaveUniqueItems().And.HaveCount(20);
    }

    [Fact]
    public async Task A_port_in_use_is_an_error()
    {
        Func<Task<DigitalOceanSandbox>> start =
            () => DigitalOceanSandbox.StartAsync(new SandboxOptions { Port = _sandbox.Address!.Port }, CancellationToken.None);
        await start.Should().ThrowAsync<IOException>();
    }

    [Fact] // 13.3
    public async Task Stop_waits_for_the_requests_in_progress_and_accepts_no_others()
    {
        TaskCompletionSource executed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        SandboxOptions options = new()
        {
            TimeProvider = _clock,
            Faults = [new SandboxFault { Kind = SandboxFaultKind.Slow, On = "POST /v2/droplets", Delay = TimeSpan.FromSeconds(30) }],
            Log = _ => executed.TrySetResult(),
        };
        await using DigitalOceanSandbox sandbox = await DigitalOceanSandbox.StartAsync(options, CancellationToken.None);
        Uri droplets = new(sandbox.Address!, "v2/droplets");
        Task<HttpResponseMessage> create = _http.PostAsync(droplets, new StringContent(Account.Body()));
        await executed.Task;

        Task stop = sandbox.StopAsync();
        stop.IsCompleted.Should().BeFalse();
        while (!stop.IsCompleted)
        {
            _clock.Advance(1);
            await Task.Delay(TimeSpan.FromMilliseconds(10));
        }

        using HttpResponseMessage created = await create;
        created.StatusCode.Should().Be(HttpStatusCode.Accepted);
        await new Func<Task>(() => _http.GetAsync(droplets)).Should().ThrowAsync<HttpRequestException>();
        (sandbox.Droplets.Count, sandbox.Requests.Count).Should().Be((1, 1));
    }

    private static string Body(string reply) => reply[(reply.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];

    private async Task<string> Raw(string request)
    {
        using TcpClient client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _sandbox.Address!.Port);
        NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        using StreamReader reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }
}
