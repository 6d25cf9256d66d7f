using System.Net;
using System.Net.Sockets;
using System.Text;
using Stagecraft.DigitalOcean.Sandbox.Tests.Support;

namespace Stagecraft.DigitalOcean.Sandbox.Tests;

/// <summary>Sections 2.4 and 2.5, with bytes that no HTTP client sends.</summary>
public sealed class HostileRequestTests : IAsyncLifetime
{
    private const string Common = "Host: localhost\r\nAuthorization: Bearer t\r\nConnection: close\r\n";
    private const int Mebibyte = 1024 * 1024;

    private readonly HttpClient _http = new();
    private DigitalOceanSandbox _sandbox = null!;
    private RawClient _raw = null!;

    public async ValueTask InitializeAsync()
    {
        _sandbox = await DigitalOceanSandbox.StartAsync(new SandboxOptions { RateLimit = false }, CancellationToken.None);
        _raw = new RawClient(_sandbox.Address!);
        _http.BaseAddress = _sandbox.Address;
        _http.DefaultRequestHeaders.Authorization = new("Bearer", "token");
    }

    public async ValueTask DisposeAsync()
    {
        // The sandbox still works, and no droplet was created.
        using (HttpResponseMessage after = await _http.GetAsync("v2/account"))
        {
            after.StatusCode.Should().Be(HttpStatusCode.OK);
        }

        _sandbox.Droplets.Should().BeEmpty();
        _sandbox.Requests.Should().NotContain(request => request.Status >= 500);
        _http.Dispose();
        await _sandbox.DisposeAsync();
    }

    public static TheoryData<string, int> Lines => new()
    {
        { "GET /v2/droplets\r\n\r\n", 400 }, // HTTP/0.9
        { "GET\r\n\r\n", 400 },
        { "\0\0\0\0\r\n\r\n", 400 },
        { "GET /v2/droplets HTTP/1.1 HTTP/1.1\r\n\r\n", 400 },
        { $"GET /v2/\0droplets HTTP/1.1\r\n{Common}\r\n", 400 },
        { $"GET /v2/\u00e9 HTTP/1.1\r\n{Common}\r\n", 400 },
        { $"GET v2/droplets HTTP/1.1\r\n{Common}\r\n", 400 },
        { $"G\u0001T /v2/droplets HTTP/1.1\r\n{Common}\r\n", 400 },
        { $"BREW /v2/droplets HTTP/1.1\r\n{Common}\r\n", 405 },
        { $"get /v2/droplets HTTP/1.1\r\n{Common}\r\n", 405 },
        { $"BREW /v2/coffee HTTP/1.1\r\n{Common}\r\n", 404 },
        { $"CONNECT localhost:80 HTTP/1.1\r\n{Common}\r\n", 400 },
        { $"GET /v2/droplets?{new string('x', 9000)} HTTP/1.1\r\n{Common}\r\n", 414 },
        { $"GET /{new string('x', 100_000)}", 414 },
        { $"GET /v2/droplets HTTP/9.9\r\n{Common}\r\n", 505 },
    };

    [Theory] // 2.4, 2.5
    [MemberData(nameof(Lines))]
    public async Task An_invalid_request_line_is_rejected(string request, int status) => await Rejected(request, status);

    public static TheoryData<string, int> Headers => new()
    {
        { $"{Common}X: {new string('x', 40_000)}\r\n", 431 },
        { Common + string.Concat(Enumerable.Range(0, 40).Select(i => $"X-{i}: {new string('x', 1000)}\r\n")), 431 },
        { Common + string.Concat(Enumerable.Range(0, 200).Select(i => $"X-{i}: x\r\n")), 431 },
        { "Authorization: Bearer t\r\nConnection: close\r\n", 400 }, // no Host
        { $"{Common}Host: localhost\r\n", 400 },
        { $"{Common}no colon\r\n", 400 },
        { $"{Common}: no name\r\n", 400 },
        { $"{Common}X: a\0b\r\n", 400 },
        { $"{Common} X: folded\r\n", 400 },
        { "Host: evil.example\r\nAuthorization: Bearer t\r\nConnection: close\r\n", 400 },
        { "Host: a@localhost\r\nAuthorization: Bearer t\r\nConnection: close\r\n", 400 },
        { "Host: localhost\r\nAuthorization: Bearer \u00ff\u00fe\r\nConnection: close\r\n", 400 },
        { "Host: localhost\r\nConnection: close\r\n", 401 },
        { "Host: localhost\r\nAuthorization: Bearer \t \r\nConnection: close\r\n", 401 },
    };

    [Theory] // 2.4, 2.5
    [MemberData(nameof(Headers))]
    public async Task Invalid_or_too_large_headers_are_rejected(string headers, int status) =>
        await Rejected($"GET /v2/droplets HTTP/1.1\r\n{headers}\r\n", status);

    [Theory] // 2.4, 2.5
    [InlineData("Content-Length: -1\r\n", "", 400)]
    [InlineData("Content-Length: 1e3\r\n", "", 400)]
    [InlineData("Content-Length: 99999999999999999999\r\n", "", 400)]
    [InlineData("Content-Length: 9223372036854775807\r\n", "{}", 413)]
    [InlineData("Content-Length: 2\r\nContent-Length: 3\r\n", "{}", 400)]
    [InlineData("Content-Length: 2, 3\r\n", "{}", 400)]
    [InlineData("Transfer-Encoding: chunked\r\n", "ZZ\r\n{}\r\n0\r\n\r\n", 400)]
    [InlineData("Transfer-Encoding: chunked\r\n", "-2\r\n{}\r\n0\r\n\r\n", 400)]
    [InlineData("Transfer-Encoding: chunked\r\n", "FFFFFFFFFFFFFFFFFF\r\n{}\r\n0\r\n\r\n", 400)]
    [InlineData("Transfer-Encoding: chunked\r\n", "2\r\n{}no end", 400)]
    [InlineData("Transfer-Encoding: gzip\r\n", "{}", 400)]
    [InlineData("Content-Length: 0\r\n", "", 400)]
    [InlineData("Content-Length: 4\r\n", "{\"a\"", 400)]
    [InlineData("Content-Length: 12\r\n", "{\"name\":\"\u00c3\"}", 400)]
    [InlineData("Content-Length: 12\r\n", "{\"name\":\"\0\"}", 400)]
    public async Task An_invalid_body_is_rejected(string headers, string body, int status) =>
        await Rejected($"POST /v2/droplets HTTP/1.1\r\n{Common}{headers}\r\n{body}", status);

    [Theory] // 2.5
    [InlineData("GET /v2/droplets HTT")]
    [InlineData($"GET /v2/droplets HTTP/1.1\r\n{Common}")]
    [InlineData($"POST /v2/droplets HTTP/1.1\r\n{Common}Content-Length: 200\r\n\r\n{{}}")]
    [InlineData($"POST /v2/droplets HTTP/1.1\r\n{Common}Transfer-Encoding: chunked\r\n\r\n200\r\n{{}}")]
    public async Task A_truncated_request_is_rejected(string request) =>
        (await _raw.SendAll(Encoding.Latin1.GetBytes(request))).Should().Match(response => IsErrorResponse(response));

    [Theory] // 2.4
    [InlineData("[", 10_000, 400)]
    [InlineData("{\"a\":", 10_000, 400)]
    [InlineData(" ", Mebibyte, 400)]
    [InlineData(" ", Mebibyte + 1, 413)]
    [InlineData("{\"a\":", Mebibyte, 413)]
    public async Task A_deeply_nested_or_large_body_is_rejected(string part, int times, int status)
    {
        string body = new StringBuilder().Insert(0, part, times).ToString();
        await Rejected($"POST /v2/droplets HTTP/1.1\r\n{Common}Content-Length: {body.Length}\r\n\r\n{body}", status);
        await Rejected(
            $"POST /v2/droplets HTTP/1.1\r\n{Common}Transfer-Encoding: chunked\r\n\r\n{body.Length:x}\r\n{body}\r\n0\r\n\r\n", status);
    }

    [Theory] // 2.3, 2.5
    [InlineData("/v2%2Fdroplets", 404)]
    [InlineData("/v2/droplets%2F1", 404)]
    [InlineData("/v2/%64roplets", 404)]
    [InlineData("/v2/./droplets", 404)]
    [InlineData("/v2/tags/../droplets", 404)]
    [InlineData("/v2/%2e%2e/v2/droplets", 404)]
    [InlineData("//v2/droplets", 404)]
    [InlineData("/v2/droplets;a=b", 404)]
    [InlineData("/v2/tags/a%2Fb", 404)]
    [InlineData("/v2/tags/%ed%a0%80", 404)]
    [InlineData("/v2/tags/%c0%ae", 404)]
    [InlineData("/v2/tags/%", 404)]
    [InlineData("/v2/tags/%zz", 404)]
    [InlineData("/v2/tags/a%00", 400)]
    [InlineData("/v2/droplets/%31", 404)]
    [InlineData("http://localhost/v2/tags/x", 404)]
    public async Task A_path_is_matched_literally(string path, int status) =>
        await Rejected($"GET {path} HTTP/1.1\r\n{Common}\r\n", status);

    [Fact] // 2.5
    public async Task Invalid_data_after_a_valid_request_does_not_affect_its_response()
    {
        const string good = "GET /v2/account HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer t\r\n\r\n";
        string response = await _raw.Send($"{good}{good}\u0001\u0002garbage\r\n\r\n{good}");
        response.Split("HTTP/1.1 ").Select(part => part[..Math.Min(3, part.Length)]).Should().Equal("", "200", "200", "400");
    }

    [Fact] // 2.5
    public async Task Incomplete_requests_do_not_block_other_requests()
    {
        List<TcpClient> clients = new List<TcpClient>();
        string[] parts =
        [
            "",
            "GET /v2/dro",
            $"GET /v2/droplets HTTP/1.1\r\n{Common}",
            $"POST /v2/droplets HTTP/1.1\r\n{Common}Content-Length: 100\r\n\r\n{{",
        ];
        foreach (string part in parts)
        {
            for (int i = 0; i < 25; i++)
            {
                clients.Add(await _raw.Open(Encoding.Latin1.GetBytes(part)));
            }
        }

        (await _http.GetAsync("v2/droplets")).StatusCode.Should().Be(HttpStatusCode.OK);
        clients.ForEach(client => client.Dispose());
    }

    [Fact] // 2.5
    public async Task Random_bytes_are_rejected()
    {
        Random random = new Random(4711);
        for (int round = 0; round < 100; round++)
        {
            byte[] bytes = new byte[random.Next(1, 3000)];
            random.NextBytes(bytes);
            (await _raw.SendAll(bytes)).Should().Match(response => IsErrorResponse(response), $"of round {round}");
        }
    }

    [Fact] // 2.5
    public async Task A_randomly_mutated_request_never_causes_a_failure()
    {
        Random random = new Random(4711);
        // Without a size, so that no mutation creates a droplet.
        const string body = """{"name":"web-1","image":"ubuntu-22-04-x64","region":"nyc3","tags":["a"]}""";
        byte[] good = Encoding.Latin1.GetBytes($"POST /v2/droplets HTTP/1.1\r\n{Common}Content-Length: {body.Length}\r\n\r\n{body}");
        for (int round = 0; round < 200; round++)
        {
            List<byte> bytes = good.ToList();
            for (int change = random.Next(1, 4); change > 0; change--)
            {
                Change(bytes, random);
            }

            (await _raw.SendAll(bytes.ToArray())).Should().Match(
                response => IsErrorResponse(response) || response.StartsWith("HTTP/1.1 505"), $"of round {round}");
        }
    }

    private static bool IsErrorResponse(string response) => response == "" || response.StartsWith("HTTP/1.1 4");

    private static void Change(List<byte> bytes, Random random)
    {
        int place = random.Next(bytes.Count);
        switch (random.Next(4))
        {
            case 0:
                bytes[place] = (byte)random.Next(256);
                break;
            case 1:
                bytes.RemoveAt(place);
                break;
            case 2:
                bytes.Insert(place, (byte)random.Next(256));
                break;
            default:
                bytes.InsertRange(place, bytes[..random.Next(bytes.Count)]);
                break;
        }
    }

    private async Task Rejected(string request, int status) =>
        (await _raw.StatusOf(request)).Should().StartWith($"HTTP/1.1 {status} ");
}
