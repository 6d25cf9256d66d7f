using System.Text.Json;
using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Droplets;
using Stagecraft.DigitalOcean.Sandbox.Model;

namespace Stagecraft.DigitalOcean.Sandbox.Faults;

/// <summary>Selects the fault for a request or a droplet. Not thread-safe: the API calls it for one request at a time.</summary>
internal sealed class FaultInjector
{
    private static readonly HashSet<string> Lists = new(StringComparer.Ordinal)
    {
        "keys", "regions", "sizes", "images", "vpcs", "members", "droplets", "actions", "tags",
        "firewalls", "snapshots", "backups", "kernels", "neighbors", "policies", "volumes", "reserved_ips",
        "load_balancers", "certificates", "alerts", "projects", "resources", "domains", "floating_ips",
    };

    private readonly Queue<SandboxFaultHit> _hits = new();
    private List<ActiveFault> _rules = [];
    private long _seed;

    public IReadOnlyList<SandboxFault> Faults { get; private set; } = [];

    public SandboxFaultRule[] Rules => [.. _rules.Select(active => active.Rule)];

    public SandboxFaultHit[] Hits => [.. _hits];

    /// <summary>Replaces the rules. Unchanged rules at the start of the list keep their counts, unless the seed changes.</summary>
    public void Set(long seed, IReadOnlyList<SandboxFault> faults)
    {
        if (seed == _seed && faults.SequenceEqual(Faults))
        {
            return;
        }

        List<ActiveFault> kept = seed == _seed
            ? _rules.TakeWhile((active, place) => place < faults.Count && active.Fault == faults[place]).ToList()
            : [];
        (_seed, Faults) = (seed, [.. faults]);
        _rules = [.. kept, .. faults.Skip(kept.Count).Select(fault => new ActiveFault(fault))];
    }

    public SandboxFault? ForRequest(ApiRequest request, DateTimeOffset now) =>
        First(
            fault => CanAffect(fault.Kind, request) && Matches(fault.On, request),
            $"{request.Method} {request.Target}",
            now);

    public BootOutcome ForDroplet(string name, DateTimeOffset now) =>
        First(fault => FaultKinds.IsForDroplets(fault.Kind) && Wildcard.Matches(fault.Droplet, name), name, now)?.Kind switch
        {
            SandboxFaultKind.StuckNew => BootOutcome.Stuck,
            SandboxFaultKind.BootsOff => BootOutcome.Off,
            SandboxFaultKind.Vanishes => BootOutcome.Vanished,
            _ => BootOutcome.Active,
        };

    /// <summary>Every matching rule counts, also after the first hit, so that rules are independent of each other.</summary>
    private SandboxFault? First(Predicate<SandboxFault> matches, string subject, DateTimeOffset now)
    {
        ActiveFault? first = null;
        for (int place = 0; place < _rules.Count; place++)
        {
            ActiveFault active = _rules[place];
            if (matches(active.Fault) && active.CountMatch(_seed, place))
            {
                first ??= active;
            }
        }

        if (first is null)
        {
            return null;
        }

        first.CountHit();
        if (_hits.Count == RequestLog.Capacity)
        {
            _hits.Dequeue();
        }

        _hits.Enqueue(new SandboxFaultHit(first.Fault.Kind, subject, now));
        return first.Fault;
    }

    private static bool Matches(string pattern, ApiRequest request)
    {
        int space = pattern.IndexOf(' ', StringComparison.Ordinal);
        (string? method, string? path) = space < 0 ? (pattern, "*") : (pattern[..space], pattern[(space + 1)..]);
        return (method == "*" || method == request.Method) && Wildcard.Matches(path, request.Path);
    }

    /// <summary>Whether a kind of fault has an effect on a request.</summary>
    private static bool CanAffect(SandboxFaultKind kind, ApiRequest request) => kind switch
    {
        SandboxFaultKind.LateCommit => !request.IsRead,
        SandboxFaultKind.PageLoop or SandboxFaultKind.NextElsewhere =>
            request.IsRead && Lists.Contains(request.Path[(request.Path.LastIndexOf('/') + 1)..]),
        SandboxFaultKind.PartialCreate => request is { Method: "POST", Path: "/v2/droplets" } && CountNames(request.Body) > 1,
        _ => !FaultKinds.IsForDroplets(kind),
    };

    private static int CountNames(ReadOnlyMemory<byte> body)
    {
        try
        {
            JsonElement root = JsonElement.Parse(body.Span);
            return root.ValueKind == JsonValueKind.Object
                && root.TryGetProperty("names", out JsonElement names)
                && names.ValueKind == JsonValueKind.Array
                    ? names.GetArrayLength()
                    : 0;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return 0;
        }
    }
}
