using System.Net;
using System.Text;

namespace Stagecraft.Fuzzing.Api;

/// <summary>A message handler that corrupts some responses of the API.</summary>
internal sealed class HostileHandler : DelegatingHandler
{
    private const int MaxRequests = 6000;
    private static readonly TimeSpan Longest = TimeSpan.FromDays(90);

    private static readonly string[] Garbage =
    [
        "", " ", "-1", "0", "1", "3600", "99999999999999999999", "2147483648", "1e9", "NaN", "0x10", "Fri, 31 Dec 9999 23:59:59 GMT",
        "Mon, 01 Jan 0001 00:00:00 GMT", "now", "253402300799",
        "253402300800", "-253402300799", "1, 2", "\"", ";;;;", "application/json", "text/html", "application/json; charset=utf-7",
        "application/json;;", "é\u202e\u001b[31m",
    ];

    private static readonly string[] Bodies =
    [
        "", "{", "null", "[]", "{}", "<html>gateway</html>", "{\"id\":", "{\"id\":1,\"message\":2}", "{\"id\":\"\",\"message\":\"x\"}",
        "{\"droplets\":null}", "\0\0\0\0", "\u00ff\u00fe{\u0000",
    ];

    private static readonly int[] Statuses =
    [
        100, 101, 199, 200, 201, 202, 203, 204, 205, 206, 207, 300, 301, 302, 303, 304, 307, 308, 400, 402, 404, 405, 408, 409, 410, 412,
        418, 422, 451, 499, 500, 501, 502, 503, 504, 520, 599, 600, 999,
    ];

    private readonly VirtualTimeProvider _time;
    private readonly Random _random;
    private readonly bool _lies;
    private readonly double _rate;
    private readonly Action<string>? _trace;

    /// <param name="inner">The API.</param>
    /// <param name="time">Its clock.</param>
    /// <param name="random">The choices.</param>
    /// <param name="lies">Whether corrupted responses may contain false data; otherwise they are unreadable or equivalent.</param>
    /// <param name="rate">The fraction of corrupted responses, from 0 to 1.</param>
    /// <param name="trace">Receives a line for each corrupted response.</param>
    public HostileHandler(HttpMessageHandler inner, VirtualTimeProvider time, Random random, bool lies, double rate, Action<string>? trace)
        : base(inner)
    {
        _time = time;
        _random = random;
        _lies = lies;
        _rate = rate;
        _trace = trace;
    }

    /// <summary>The first request that should never have been sent, or null.</summary>
    public string? Broken { get; private set; }

    /// <summary>Whether anything but GET was sent.</summary>
    public bool HasWritten { get; private set; }

    /// <summary>The number of response bytes that were read.</summary>
    public long Delivered { get; private set; }

    private int Count { get; set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Check(request);
        await Pause.ForAsync(TimeSpan.FromMilliseconds(20), _time, cancellationToken).ConfigureAwait(false);
        HttpResponseMessage answer = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        byte[] body = await answer.Content.ReadAsByteArrayAsync(CancellationToken.None).ConfigureAwait(false);
        _trace?.Invoke(
            $"{_time.Elapsed:c} {request.Method} {request.RequestUri!.PathAndQuery} -> {(int)answer.StatusCode}, {body.Length} bytes");
        if (_random.NextDouble() >= _rate)
        {
            Delivered += body.Length;
            return answer;
        }

        if (_random.Next(12) == 0)
        {
            _trace?.Invoke("  no answer");
            throw new HttpRequestException(HttpRequestError.ResponseEnded, "The response ended prematurely. (\u001b[31m)");
        }

        Spoil(request, answer, body);
        return answer;
    }

    private void Check(HttpRequestMessage request)
    {
        Uri uri = request.RequestUri!;
        string method = request.Method.Method;
        HasWritten |= request.Method != HttpMethod.Get;
        bool isFit = uri.GetLeftPart(UriPartial.Authority) == "https://api.digitalocean.com"
            && uri.AbsolutePath.StartsWith("/v2/", StringComparison.Ordinal) && method switch
            {
                "GET" => true,
                "POST" => uri.PathAndQuery == "/v2/droplets",
                "DELETE" =>
                    uri.Query.Length == 0 && uri.AbsolutePath.StartsWith("/v2/droplets/", StringComparison.Ordinal)
                        && uri.Segments[^1].All(char.IsAsciiDigit),
                _ => false,
            };
        if (!isFit)
        {
            Broken ??= $"{method} {Shown.Of(uri.ToString())} was sent";
        }

        if (++Count > MaxRequests || _time.Elapsed > Longest)
        {
            throw new InvalidOperationException($"no end after {Count} requests and {_time.Elapsed}");
        }
    }

    private void Spoil(HttpRequestMessage request, HttpResponseMessage answer, byte[] body)
    {
        HostileEnd end = HostileEnd.Ends;
        switch (_random.Next(10))
        {
            case 0:
                body = Encoding.Latin1.GetBytes(Bodies[_random.Next(Bodies.Length)]);
                break;
            case 1 when body.Length > 0:
                body = body[.._random.Next(body.Length)];
                break;
            case 2:
                end = _random.Next(10) == 0 ? HostileEnd.GoesOn : (HostileEnd)_random.Next(3, 6);
                break;
            case 3:
                end = HostileEnd.Breaks;
                body = body[..(body.Length / 2)];
                break;
            case 4:
                Status(request, answer);
                break;
            case 5 or 6:
                Header(answer);
                break;
            default:
                body = _lies ? Lie(request, answer, body) : Unreadable(body);
                break;
        }

        Replace(answer, body, end);
        _trace?.Invoke($"  spoilt: {(int)answer.StatusCode}, {end}, {Shown.Of(body, 600)}");
    }

    private void Status(HttpRequestMessage request, HttpResponseMessage answer)
    {
        // A refusal by the rate limit says that nothing was done.
        int[] more = _lies || request.Method == HttpMethod.Get ? [401, 403, 429, 429] : [];
        int which = _random.Next(Statuses.Length + more.Length);
        answer.StatusCode = (HttpStatusCode)(which < Statuses.Length ? Statuses[which] : more[which - Statuses.Length]);
        if (_random.Next(3) == 0)
        {
            answer.Headers.TryAddWithoutValidation("Location", "https://evil.example/v2/droplets");
        }
    }

    private void Header(HttpResponseMessage answer)
    {
        string[] names =
        [
            "ratelimit-limit", "ratelimit-remaining", "ratelimit-reset", "retry-after", "x-request-id", "Content-Type", "Content-Length",
            "Content-Encoding", "Date",
        ];
        string name = names[_random.Next(names.Length)];
        bool isContent = name.StartsWith("Content", StringComparison.Ordinal);
        System.Net.Http.Headers.HttpHeaders headers = isContent ? answer.Content.Headers : answer.Headers;
        headers.Remove(name);

        // A wrong date is a lie; a missing one, or one that is none, is not.
        string value = name == "Date" && !_lies ? (_random.Next(2) == 0 ? "" : "yesterday")
            : _random.Next(20) == 0 ? new string('9', 60_000)
            : Garbage[_random.Next(Garbage.Length)];
        if (_random.Next(5) > 0)
        {
            headers.TryAddWithoutValidation(name, value);
        }

        if (_lies && name is "retry-after" && _random.Next(2) == 0)
        {
            answer.StatusCode = HttpStatusCode.TooManyRequests;
        }
    }

    private byte[] Lie(HttpRequestMessage request, HttpResponseMessage answer, byte[] body)
    {
        if (_random.Next(8) == 0)
        {
            Status(request, answer);
            string id = _random.Next(2) == 0 ? "not_found" : "forbidden";
            string message = """\u001b]0;x\u0007 \u202e \ud83d\ude00""";
            return Encoding.UTF8.GetBytes($$"""{"id":"{{id}}","message":"{{message}}","request_id":"\r\n\u0000"}""");
        }

        for (int left = _random.Next(1, 4); left > 0; left--)
        {
            body = JsonEdit.Change(body, _random);
        }

        return body;
    }

    /// <summary>What comes out is no JSON, or the same as before.</summary>
    private byte[] Unreadable(byte[] body)
    {
        if (body.Length == 0)
        {
            return [(byte)'{'];
        }

        byte[][] wrongs =
        [
            [0], [0xFF], [(byte)']'], [(byte)'"'], [(byte)'x'], [0x1B], [.. Enumerable.Repeat((byte)'[', _random.Next(1, 5000))],
        ];
        byte[] wrong = wrongs[_random.Next(wrongs.Length)];
        return _random.Next(3) switch
        {
            0 => [.. wrong, .. body],
            1 => [.. body, .. wrong],
            _ => [(byte)'[', .. body, .. wrong],
        };
    }

    private void Replace(HttpResponseMessage answer, byte[] body, HostileEnd end)
    {
        HttpContent before = answer.Content;
        answer.Content = new StreamContent(new HostileStream(body, end, _time, read => Delivered += read));
        foreach ((string name, IEnumerable<string> values) in before.Headers)
        {
            if (name != "Content-Length" || _random.Next(3) == 0)
            {
                answer.Content.Headers.TryAddWithoutValidation(name, values);
            }
        }
    }
}
