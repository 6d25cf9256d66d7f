using System.Globalization;
using System.Text.Json;
using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Engine.Timing;

namespace Stagecraft.Testing.Simulation;

/// <summary>The network between one run and the API: it adds latency and faults, ends with the run, and verifies every request against
/// the invariants.</summary>
internal sealed class RunNetwork : DelegatingHandler
{
    private const int MaxRequests = 4000;

    private readonly StoryWorld _world;
    private readonly Watch _watch;
    private readonly StoryRun _run;
    private readonly FaultChoice _faults;
    private readonly TaskCompletionSource<HttpResponseMessage> _never = new();
    private readonly TaskCompletionSource _crashed = new();
    private readonly Queue<TimeSpan> _minute = new();
    private readonly RecentAnswers _recent = new();
    private readonly TimeSpan _latency;
    private readonly int _crashAt;
    private readonly bool _isKilledOnTheWay;
    private int _count;
    private bool _hasSlept;

    public RunNetwork(StoryWorld world, Watch watch, StoryRun run)
        : base(world.Cloud.CreateHandler())
    {
        _world = world;
        _watch = watch;
        _run = run;
        _faults = new FaultChoice(world, run.Number);
        Dice dice = new(world.Seed, 4, run.Number);
        _latency = TimeSpan.FromMilliseconds(dice.Between(10, 900));
        _crashAt = dice.Chance(run.IsLast ? 0 : 0.3) ? 1 + dice.Below(40) : int.MaxValue;
        _isKilledOnTheWay = dice.Chance(0.4);
    }

    /// <summary>Completes when the run was killed: no response reaches it any more, and its actions have no effect.</summary>
    public Task Crashed => _crashed.Task;

    private bool IsCrashed => _crashed.Task.IsCompleted;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (IsCrashed)
        {
            return await _never.Task;
        }

        await SentBytes.OfAsync(request);
        int number = ++_count;
        _world.Counts.Requests++;
        Inspect(request);
        TimeSpan sentAt = _world.Time.Elapsed;
        SandboxFault? fault = _run.IsLast
            ? null
            : _faults.Next(request.Method == HttpMethod.Post && !IsCreate(request) ? HttpMethod.Delete : request.Method, number);
        HasFewerItemsAPage(request);
        await Pause.ForAsync(_latency / 2, _world.Time, cancellationToken);
        if (number == _crashAt)
        {
            _world.Counts.Crashes++;
            _world.Record(
                $"run {_run.Number} is killed at request {number}, {Where(request)}{(_isKilledOnTheWay ? ", which gets lost" : "")}");
            _crashed.TrySetResult();
        }

        if (IsCrashed && _isKilledOnTheWay)
        {
            return await _never.Task;
        }

        if (!_run.IsLast && request.Method == HttpMethod.Get && request.RequestUri!.AbsolutePath == "/v2/droplets"
            && !$"{request.RequestUri.Query}&".Contains("&page=1&", StringComparison.Ordinal))
        {
            _world.BetweenPages(new Dice(_world.Seed, 10, _run.Number, number));
        }

        Task<HttpResponseMessage> answer = Act(request, fault, number, cancellationToken);
        if (IsCrashed)
        {
            return await _never.Task;
        }

        try
        {
            HttpResponseMessage response = await AsOfLateAsync(request, await answer, number, isTrue: fault is null);
            await KeepAsync(request, response, sentAt, fault?.Kind);
            await Pause.ForAsync(_latency / 2, _world.Time, cancellationToken);
            return IsCrashed ? await _never.Task : response;
        }
        finally
        {
            await AwakeAsync(number);
        }
    }

    /// <summary>Delays the response until the machine resumes.</summary>
    private async Task AwakeAsync(int number)
    {
        if (_run.Clock.WakesIn is var asleep && asleep > TimeSpan.Zero)
        {
            _world.Counts.Sleeps += _hasSlept ? 0 : 1;
            _hasSlept = true;
            _world.Record($"run {_run.Number} sleeps for {asleep.TotalSeconds:0} s, the response to request {number} is delayed");
            await Pause.ForAsync(asleep, _world.Time, CancellationToken.None);
        }
    }

    private async Task KeepAsync(HttpRequestMessage request, HttpResponseMessage response, TimeSpan sentAt, SandboxFaultKind? fault)
    {
        if (request.Method == HttpMethod.Get
            && response.IsSuccessStatusCode
            && fault != SandboxFaultKind.TruncatedBody
            && request.RequestUri!.AbsolutePath.StartsWith("/v2/droplets", StringComparison.Ordinal))
        {
            _recent.Add(sentAt, await response.Content.ReadAsByteArrayAsync());
        }
    }

    /// <summary>The API applies the request before this method returns, regardless of the delay of the response.</summary>
    private Task<HttpResponseMessage> Act(HttpRequestMessage request, SandboxFault? fault, int number, CancellationToken cancellationToken)
    {
        string[] names = IsCreate(request) ? [.. Names(request)] : [];
        _watch.Arriving(_run, request, names);
        if (names.Length > 0)
        {
            _watch.Creating(_run, names, _recent);
        }

        Task<HttpResponseMessage>? answer = null;
        SandboxRequest? noted = _world.With(fault, number, () => answer = base.SendAsync(request, cancellationToken));
        if (request.Method == HttpMethod.Get)
        {
            _world.Trace(() => $"run {_run.Number}: {number} {Where(request)}: {Outcome(noted)}");
        }
        else
        {
            _world.Record($"run {_run.Number}: {number} {Where(request)} {string.Join(' ', names)}: {Outcome(noted)}");
            _watch.Acted(_run, request, names, noted, fault);
        }

        return answer!;
    }

    private void Inspect(HttpRequestMessage request)
    {
        if (request.RequestUri!.GetLeftPart(UriPartial.Authority) != "https://api.digitalocean.com")
        {
            _watch.Complain($"run {_run.Number} sent a request to {request.RequestUri.Authority}");
        }

        if (request.Headers.Authorization?.ToString() != "Bearer " + StoryWorld.Token)
        {
            _watch.Complain($"run {_run.Number} sent a request with another token");
        }

        if (request.Method != HttpMethod.Get && _run.IsPlanning)
        {
            _watch.Complain($"run {_run.Number} sent {Where(request)} while it planned");
        }

        if (_count > MaxRequests)
        {
            throw new InvalidOperationException($"run {_run.Number} does not end: {_count} requests");
        }

        TimeSpan now = _world.Time.Elapsed;
        if (request.Method == HttpMethod.Delete)
        {
            _watch.Deleting(_run, request, id => _recent.Show(id, Watch.OurTags, Watch.Protected, now));
        }

        _minute.Enqueue(now);
        while (_minute.Peek() <= now - TimeSpan.FromSeconds(60))
        {
            _minute.Dequeue();
        }

        if (_minute.Count > 250)
        {
            _watch.Complain($"run {_run.Number} sent {_minute.Count} requests in a minute");
        }
    }

    private void HasFewerItemsAPage(HttpRequestMessage request)
    {
        string address = request.RequestUri!.AbsoluteUri;
        if (_world.PageSize < 200 && request.RequestUri.AbsolutePath == "/v2/droplets")
        {
            request.RequestUri = new Uri(
                address.Replace(
                    "per_page=200", string.Create(CultureInfo.InvariantCulture, $"per_page={_world.PageSize}"), StringComparison.Ordinal));
        }
    }

    /// <summary>Occasionally returns a list from a lagging replica.</summary>
    private async Task<HttpResponseMessage> AsOfLateAsync(HttpRequestMessage request, HttpResponseMessage response, int number, bool isTrue)
    {
        if (_world.Stale == TimeSpan.Zero || _run.IsLast || request.Method != HttpMethod.Get
            || request.RequestUri!.AbsolutePath != "/v2/droplets" || !response.IsSuccessStatusCode)
        {
            return response;
        }

        string list = request.RequestUri.Query;
        if (_world.Lists.TryGetValue(list, out (TimeSpan At, byte[] Body) kept)
            && _world.Time.Elapsed - kept.At <= _world.Stale
            && new Dice(_world.Seed, 9, _run.Number, number).Chance(0.4))
        {
            _world.Trace(() => $"run {_run.Number}: {number} is answered as of {(_world.Time.Elapsed - kept.At).TotalSeconds:0.0} s ago");
            response.Content = new ByteArrayContent(kept.Body) { Headers = { ContentType = response.Content.Headers.ContentType } };
        }
        else if (isTrue)
        {
            _world.Lists[list] = (_world.Time.Elapsed, await response.Content.ReadAsByteArrayAsync());
        }

        return response;
    }

    private static bool IsCreate(HttpRequestMessage request) =>
        request.Method == HttpMethod.Post && request.RequestUri!.AbsolutePath == "/v2/droplets";

    private static IEnumerable<string> Names(HttpRequestMessage request)
    {
        using JsonDocument body = JsonDocument.Parse(request.Content!.ReadAsStream());
        return body.RootElement.TryGetProperty("names", out JsonElement names)
            ? [.. names.EnumerateArray().Select(n => n.GetString()!)]
            : [body.RootElement.GetProperty("name").GetString()!];
    }

    private static string Where(HttpRequestMessage request) => $"{request.Method} {request.RequestUri!.PathAndQuery}";

    private static string Outcome(SandboxRequest? noted) =>
        noted is null ? "not sent" : noted.Fault is { } fault ? $"{fault} ({noted.Status})" : $"{noted.Status}";
}
