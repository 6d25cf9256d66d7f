using System.Globalization;
using System.Text.Json;
using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Timing;
using Stagecraft.Plans;
using Stagecraft.Sandbox;
using static Stagecraft.Sandbox.SandboxFaultKind;

namespace Stagecraft.Testing.Simulation.Clouds;

/// <summary>The HTTP client's way from one run to the sandbox: faults, stale lists, and checks of the API's protocol.</summary>
internal sealed class SandboxNetwork(SandboxPort cloud, RunLink link, HttpMessageHandler sandbox) : DelegatingHandler(sandbox)
{
    private const string Droplets = "/v2/droplets";

    private static readonly SandboxFaultKind[] OfReads =
    [
        .. Enum.GetValues<SandboxFaultKind>()
            .Except([LateCommit, PartialCreate, StuckNew, BootsOff, Vanishes, OmitTags, NoCapacity, ShortPage, EmptyPage]),
    ];
    private static readonly SandboxFaultKind[] OfDeletes = [.. OfReads.Except([PageLoop, NextElsewhere]), LateCommit];
    private static readonly SandboxFaultKind[] OfCreates =
    [
        .. OfDeletes, PartialCreate, PartialCreate, PartialCreate, StuckNew, BootsOff, Vanishes, LateCommit, LateCommit, LostAnswerAfter,
    ];

    /// <summary>A revoked token, a permission taken away, an API that is down.</summary>
    private static readonly SandboxFaultKind[] Lasting =
    [
        Unauthorized, Forbidden, NoTagRead, NoActionRead, ServerErrorBefore, ServerErrorAfter, LostAnswerBefore, LostAnswerAfter,
        RateLimited,
    ];

    private readonly FaultChoice<SandboxFaultKind> _faults = new(link.World, link.Run.Number, Lasting, RateLimited);
    private readonly bool _connectsSlowly = !link.Run.IsLast && new Dice(link.World.Seed, 16, link.Run.Number).Chance(0.15);
    private readonly Queue<TimeSpan> _minute = new();
    private int _connections;

    private ScenarioRun Run => link.Run;

    private ScenarioWorld World => link.World;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await ConnectAsync(request, cancellationToken);
        await SentBytes.OfAsync(request);
        HasFewerItemsAPage(request);
        RunRequest what = Describe(request);
        int number = await link.BeginAsync(what);
        Inspect(request, what);
        DateTimeOffset sentAt = World.Now;
        SandboxFault? fault = Run.IsLast ? null : NextFault(what, number);
        await link.SendAsync(what, number, cancellationToken);
        if (!Run.IsLast && IsList(request) && !$"{request.RequestUri!.Query}&".Contains("&page=1&", StringComparison.Ordinal))
        {
            World.BetweenPages(new Dice(World.Seed, 10, Run.Number, number));
        }

        Task<HttpResponseMessage> answer = Act(request, what, fault, number, cancellationToken);
        byte[]? shown = null;
        HttpResponseMessage response = await link.ReceiveAsync(
            number,
            async () =>
            {
                HttpResponseMessage received = await AsOfLateAsync(request, await answer, number, isTrue: fault is null);
                shown = await ShownAsync(request, received, fault?.Kind);
                return received;
            },
            cancellationToken);
        if (shown is not null)
        {
            link.Reads.Add(sentAt, () => ShownDroplets.Of(shown));
        }

        return response;
    }

    /// <summary>A connection takes long to establish: a write is then sent some time after the run decided to send it.</summary>
    private async Task ConnectAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!_connectsSlowly || request.Method == HttpMethod.Get)
        {
            return;
        }

        Dice dice = new(World.Seed, 16, Run.Number, ++_connections);
        if (dice.Chance(0.4) && World.MayFail())
        {
            World.Counts.SlowConnections++;
            await Pause.ForAsync(TimeSpan.FromSeconds(dice.Between(1, 25)), World.Time, cancellationToken);
        }
    }

    private static RunRequest Describe(HttpRequestMessage request)
    {
        string path = request.RequestUri!.AbsolutePath;
        string text = $"{request.Method} {request.RequestUri.PathAndQuery}";
        return request.Method == HttpMethod.Get ? new(RunRequestKind.Read, text)
            : request.Method == HttpMethod.Post && path == Droplets
                ? new(RunRequestKind.Create, text) { Names = ShownDroplets.Names(request) }
            : request.Method == HttpMethod.Delete && !path.StartsWith("/v2/tags/", StringComparison.Ordinal)
                ? new(RunRequestKind.Delete, text) { Ids = [new(request.RequestUri.Segments[^1])] }
            : Update(request, text);
    }

    /// <summary>A request that creates a tag updates no machine.</summary>
    private static RunRequest Update(HttpRequestMessage request, string text)
    {
        string[] path = request.RequestUri!.AbsolutePath.Split('/');
        return path is ["", "v2", "tags", var tag, "resources"]
                ? new(RunRequestKind.Update, text)
                {
                    Ids = ShownDroplets.Tagged(request),
                    Updated = request.Method == HttpMethod.Delete ? $"-{tag}" : tag,
                }
            : path is ["", "v2", "droplets", var id, "actions"]
                ? new(RunRequestKind.Update, text) { Ids = [new(id)], Updated = ShownDroplets.Updated(request) }
            : new(RunRequestKind.Update, text);
    }

    private SandboxFault? NextFault(RunRequest what, int number)
    {
        SandboxFaultKind[] kinds = what.Kind switch
        {
            RunRequestKind.Read => OfReads,
            RunRequestKind.Create => OfCreates,
            _ => OfDeletes,
        };
        return _faults.Next(kinds, what.IsWrite, number) is { } chosen ? Fault(chosen.Fault, chosen.Dice) : null;
    }

    private SandboxFault Fault(SandboxFaultKind kind, Dice dice) => kind switch
    {
        ServerErrorBefore or ServerErrorAfter => new() { Kind = kind, Status = dice.Pick([500, 502, 503, 504]) },
        GatewayHtmlBefore or GatewayHtmlAfter => new() { Kind = kind, Status = dice.Pick([502, 503, 504]) },
        RateLimited => new() { Kind = kind, RetryAfter = dice.Chance(0.5) ? TimeSpan.FromSeconds(1 + dice.Below(20)) : null },
        Slow => new() { Kind = kind, Delay = TimeSpan.FromSeconds(dice.Chance(0.7) ? dice.Between(0.1, 5) : dice.Between(5, 80)) },

        // The guarantees require a commit within the settle window.
        LateCommit => new() { Kind = kind, Delay = dice.Between(0, 0.9) * (cloud.Settle - TimeSpan.FromSeconds(1)) },
        StuckNew or BootsOff or Vanishes => new() { Kind = kind, Times = 1 + dice.Below(3) },
        _ => new() { Kind = kind },
    };

    /// <summary>The API applies the request before this method returns, regardless of the delay of the response.</summary>
    private Task<HttpResponseMessage> Act(
        HttpRequestMessage request, RunRequest what, SandboxFault? fault, int number, CancellationToken cancellationToken)
    {
        Task<HttpResponseMessage>? answer = null;
        SandboxRequest? noted = cloud.With(fault, number, () => answer = base.SendAsync(request, cancellationToken));
        string outcome = noted is null ? "not sent" : noted.Fault is { } hit ? $"{hit} ({noted.Status})" : $"{noted.Status}";
        if (!what.IsWrite)
        {
            World.Trace(() => $"run {Run.Number}: {number} {what.Text}: {outcome}");
            return answer!;
        }

        World.Record($"run {Run.Number}: {number} {what.Text} {string.Join(' ', what.Names)}: {outcome}");
        if (noted is { Status: >= 200 and < 300 } or { Fault: LateCommit or ServerErrorAfter or GatewayHtmlAfter })
        {
            Changed(what, noted.Fault is null && !Run.Crashed.IsCompleted, noted.Fault == LateCommit ? fault!.Delay : null);
        }

        return answer!;
    }

    private void Changed(RunRequest what, bool isSure, TimeSpan? late)
    {
        void Made() => link.Invariants.Made(
            Run, [.. cloud.Machines.Where(m => m.CreatedAt == World.Now && what.Names.Any(m.IsCalled))], isNamed: isSure);

        link.Invariants.Changed(Run);
        link.Invariants.Unsure(isSure ? [] : what.Names);
        if (what.Kind == RunRequestKind.Create && late is { } delay)
        {
            link.Invariants.WillMake(Run, what.Names, World.Now + delay);
            World.Time.CreateTimer(_ => Made(), null, delay, Timeout.InfiniteTimeSpan);
        }
        else if (what.Kind == RunRequestKind.Create)
        {
            Made();
        }
    }

    private void Inspect(HttpRequestMessage request, RunRequest what)
    {
        Uri uri = request.RequestUri!;
        string path = uri.AbsolutePath;
        TimeSpan now = World.Time.Elapsed;
        _minute.Enqueue(now);
        while (_minute.Peek() <= now - TimeSpan.FromSeconds(60))
        {
            _minute.Dequeue();
        }

        bool isPermitted = request.Method == HttpMethod.Get || what.Updated == RunRequest.MarkRemoval
            || (request.Method == HttpMethod.Delete && uri.Query.Length == 0
                && long.TryParse(uri.Segments[^1], CultureInfo.InvariantCulture, out _))
            || (request.Method == HttpMethod.Post
                && (path == Droplets || what.Updated is not null
                    || (path == "/v2/tags" && Run.Plan!.Changes.Any(c => c.Creates || c.Actions == ResourceActions.Update))));
        string? wrong = uri.GetLeftPart(UriPartial.Authority) != "https://api.digitalocean.com" ? $"a request to {uri.Authority}"
            : request.Headers.Authorization?.ToString() != "Bearer " + SandboxPort.Secret ? "a request with another token"
            : !isPermitted ? $"{request.Method} {uri.PathAndQuery}"
            : _minute.Count > 250 ? $"{_minute.Count} requests in a minute"
            : null;
        link.Invariants.Complain(wrong is null ? null : $"run {Run.Number} sent {wrong}");
    }

    private void HasFewerItemsAPage(HttpRequestMessage request)
    {
        if (cloud.PageSize < 200 && request.RequestUri!.AbsolutePath == Droplets)
        {
            request.RequestUri = new Uri(request.RequestUri.AbsoluteUri.Replace(
                "per_page=200", string.Create(CultureInfo.InvariantCulture, $"per_page={cloud.PageSize}"), StringComparison.Ordinal));
        }
    }

    private static async Task<byte[]?> ShownAsync(HttpRequestMessage request, HttpResponseMessage response, SandboxFaultKind? fault) =>
        request.Method == HttpMethod.Get && response.IsSuccessStatusCode && fault != TruncatedBody
            && request.RequestUri!.AbsolutePath.StartsWith(Droplets, StringComparison.Ordinal)
            ? await response.Content.ReadAsByteArrayAsync()
            : null;

    /// <summary>Occasionally returns a list from a lagging replica.</summary>
    private async Task<HttpResponseMessage> AsOfLateAsync(HttpRequestMessage request, HttpResponseMessage response, int number, bool isTrue)
    {
        if (cloud.Stale == TimeSpan.Zero || Run.IsLast || !IsList(request) || !response.IsSuccessStatusCode)
        {
            return response;
        }

        string list = request.RequestUri!.Query;
        TimeSpan now = World.Time.Elapsed;
        if (cloud.Lists.TryGetValue(list, out (TimeSpan At, byte[] Body) kept)
            && now - kept.At <= cloud.Stale
            && new Dice(World.Seed, 9, Run.Number, number).Chance(0.4))
        {
            World.Trace(() => $"run {Run.Number}: {number} receives a list that is {(now - kept.At).TotalSeconds:0.0} s old");
            response.Content = new ByteArrayContent(kept.Body) { Headers = { ContentType = response.Content.Headers.ContentType } };
        }
        else if (isTrue)
        {
            cloud.Lists[list] = (now, await response.Content.ReadAsByteArrayAsync());
        }

        return response;
    }

    private static bool IsList(HttpRequestMessage request) =>
        request.Method == HttpMethod.Get && request.RequestUri!.AbsolutePath == Droplets;
}
