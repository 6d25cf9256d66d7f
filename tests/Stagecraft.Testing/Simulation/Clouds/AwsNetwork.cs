using System.Globalization;
using System.Net;
using System.Text;
using Stagecraft.Aws.Sandbox;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Http;
using Stagecraft.Engine.Timing;
using Stagecraft.Sandbox;
using static Stagecraft.Sandbox.SandboxFaultKind;

namespace Stagecraft.Testing.Simulation.Clouds;

/// <summary>The HTTP client's way from one run to the sandbox of AWS: faults, and checks of the requests.</summary>
internal sealed class AwsNetwork(AwsPort cloud, RunLink link, HttpMessageHandler sandbox) : DelegatingHandler(sandbox)
{
    private static readonly SandboxFaultKind[] OfReads =
    [
        LostAnswerBefore, LostAnswerAfter, NoAnswerBefore, NoAnswerAfter, ServerErrorBefore, ServerErrorAfter, GatewayHtmlBefore,
        GatewayHtmlAfter, TruncatedBody, WrongContentType, RateLimited, Unauthorized, Forbidden, Echo, Slow, UnknownFields, UnknownStatus,
        OmitTags,
    ];
    private static readonly SandboxFaultKind[] OfDeletes = [.. OfReads.Except([UnknownStatus, OmitTags]), LateCommit];
    private static readonly SandboxFaultKind[] OfCreates =
    [
        .. OfDeletes, NoCapacity, NoCapacity, StuckNew, BootsOff, Vanishes, LateCommit, LateCommit, LostAnswerAfter,
    ];

    /// <summary>Revoked credentials, a permission taken away, an API that is down, no capacity.</summary>
    private static readonly SandboxFaultKind[] Lasting =
    [
        Unauthorized, Forbidden, ServerErrorBefore, ServerErrorAfter, LostAnswerBefore, LostAnswerAfter, RateLimited, NoCapacity, OmitTags,
    ];

    private readonly FaultChoice<SandboxFaultKind> _faults = new(link.World, link.Run.Number, Lasting, RateLimited);
    private readonly bool _connectsSlowly = !link.Run.IsLast && new Dice(link.World.Seed, 16, link.Run.Number).Chance(0.15);
    private int _connections;

    private ScenarioRun Run => link.Run;

    private ScenarioWorld World => link.World;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // The content of a write is read after the connection is established, as over a socket.
        await ConnectAsync(!request.Options.TryGetValue(ApiRequest.Key, out ApiRequest? sent) || !sent.IsRead, cancellationToken);
        await SentBytes.OfAsync(request);
        AwsCall call = await AwsCall.ReadAsync(request);
        int number = await link.BeginAsync(call.What);
        Inspect(request, call);
        DateTimeOffset sentAt = World.Now;
        SandboxFault? fault = Run.IsLast ? null : NextFault(call.What, number);
        bool isExpired = !Run.IsLast && new Dice(World.Seed, 17, Run.Number, number).Chance(0.01) && World.MayFail();
        await link.SendAsync(call.What, number, cancellationToken);
        if (!Run.IsLast && call.Has("NextToken"))
        {
            World.BetweenPages(new Dice(World.Seed, 10, Run.Number, number));
        }

        Task<HttpResponseMessage> answer = isExpired
            ? Task.FromResult(Expired())
            : Act(WithSmallPages(request, call), call, fault, number, cancellationToken);
        byte[] body = [];
        HttpResponseMessage response = await link.ReceiveAsync(
            number,
            async () =>
            {
                HttpResponseMessage received = await answer;
                body = isExpired || !received.IsSuccessStatusCode || fault?.Kind == TruncatedBody
                    ? []
                    : await received.Content.ReadAsByteArrayAsync();
                return received;
            },
            cancellationToken);
        link.Reads.Add(sentAt, () => ShownInstances.Of(call.Action, body));
        return response;
    }

    /// <summary>A connection takes long to establish: a write is then sent some time after the run decided to send it.</summary>
    private async Task ConnectAsync(bool isWrite, CancellationToken cancellationToken)
    {
        Dice dice = new(World.Seed, 16, Run.Number, ++_connections);
        if (_connectsSlowly && isWrite && dice.Chance(0.4) && World.MayFail())
        {
            World.Counts.SlowConnections++;
            await Pause.ForAsync(TimeSpan.FromSeconds(dice.Between(1, 25)), World.Time, cancellationToken);
        }
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
        Slow => new() { Kind = kind, Delay = TimeSpan.FromSeconds(dice.Chance(0.7) ? dice.Between(0.1, 5) : dice.Between(5, 80)) },

        // A create takes effect within the settle window.
        LateCommit => new() { Kind = kind, Delay = dice.Between(0, 0.9) * (cloud.Settle - TimeSpan.FromSeconds(1)) },
        _ => new() { Kind = kind },
    };

    /// <summary>The API applies the request before this method returns, regardless of the delay of the response.</summary>
    private Task<HttpResponseMessage> Act(
        HttpRequestMessage request, AwsCall call, SandboxFault? fault, int number, CancellationToken cancellationToken)
    {
        Task<HttpResponseMessage>? answer = null;
        AwsSandboxRequest? noted = cloud.With(fault, number, () => answer = base.SendAsync(request, cancellationToken));
        string outcome = noted is null ? "not sent" : noted.Fault is { } hit ? $"{hit} ({noted.Status})" : $"{noted.Status}";
        if (!call.What.IsWrite)
        {
            World.Trace(() => $"run {Run.Number}: {number} {call.What.Text}: {outcome}");
            return answer!;
        }

        World.Record($"run {Run.Number}: {number} {call.What.Text}: {outcome}");
        if (noted is { Status: >= 200 and < 300 } or { Fault: LateCommit or ServerErrorAfter or GatewayHtmlAfter })
        {
            bool isSure = noted.Fault is null && !cloud.OmitsTags && !Run.Crashed.IsCompleted;
            Changed(call.What, isSure, noted.Fault == LateCommit ? fault!.Delay : null);
        }

        return answer!;
    }

    private void Changed(RunRequest what, bool isSure, TimeSpan? late)
    {
        link.Invariants.Changed(Run);
        link.Invariants.Unsure(isSure ? [] : what.Names);
        if (what.Kind == RunRequestKind.Create && late is { } delay)
        {
            link.Invariants.WillMake(Run, what.Names, World.Now + delay);
            World.Time.CreateTimer(_ => Made(isNamed: false), null, delay, Timeout.InfiniteTimeSpan);
        }
        else if (what.Kind == RunRequestKind.Create)
        {
            Made(isSure);
        }
    }

    private void Made(bool isNamed)
    {
        IReadOnlyList<Machine> made = cloud.TakeNew();
        if (made.Count > 0)
        {
            World.Record($"run {Run.Number} has created {string.Join(' ', made.Select(m => m.Text()))}");
            link.Invariants.Made(Run, made, isNamed);
        }
    }

    private void Inspect(HttpRequestMessage request, AwsCall call)
    {
        string host = request.RequestUri!.Authority;
        string? wrong = !host.EndsWith(".amazonaws.com", StringComparison.Ordinal) ? $"a request to {host}"
            : request.RequestUri.Scheme != "https" ? "a request without encryption"
            : !request.Headers.NonValidated["Authorization"].ToString().Contains(AwsPort.AccessKey, StringComparison.Ordinal)
                ? "a request with other credentials"
            : call.Has("DryRun") ? "a dry run"
            : !call.IsKnown ? call.Action
            : null;
        link.Invariants.Complain(wrong is null ? null : $"run {Run.Number} sent {wrong}");
    }

    private HttpRequestMessage WithSmallPages(HttpRequestMessage request, AwsCall call)
    {
        if (cloud.PageSize is { } size && call.Action == "DescribeInstances" && call.Has("MaxResults"))
        {
            string body = call.Body.Replace(
                "MaxResults=1000", string.Create(CultureInfo.InvariantCulture, $"MaxResults={size}"), StringComparison.Ordinal);
            ByteArrayContent content = new(Encoding.UTF8.GetBytes(body));
            content.Headers.ContentType = request.Content!.Headers.ContentType;
            request.Content = content;
        }

        return request;
    }

    private static HttpResponseMessage Expired() => new(HttpStatusCode.BadRequest)
    {
        Content = new StringContent(
            "<Response><Errors><Error><Code>RequestExpired</Code><Message>Request has expired</Message></Error></Errors>"
                + "<RequestID>0</RequestID></Response>",
            Encoding.UTF8,
            "text/xml"),
    };
}
