using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Droplets;

namespace Stagecraft.DigitalOcean.Sandbox.Faults;

/// <summary>The rules in force. Not thread-safe: the API asks it one request at a time.</summary>
internal sealed class FaultScript
{
    private readonly Queue<SandboxFaultHit> _hits = new();
    private List<FaultState> _rules = [];
    private long _seed;

    public IReadOnlyList<SandboxFault> Faults { get; private set; } = [];

    public SandboxFaultRule[] Rules => [.. _rules.Select(state => state.Rule)];

    public SandboxFaultHit[] Hits => [.. _hits];

    /// <summary>Puts these rules in force. Rules that stay, with the seed they had, go on counting.</summary>
    public void Set(long seed, IReadOnlyList<SandboxFault> faults)
    {
        if (seed == _seed && faults.SequenceEqual(Faults))
        {
            return;
        }

        List<FaultState> kept = seed == _seed ? _rules.TakeWhile((state, place) => place < faults.Count && state.Fault == faults[place]).ToList() : [];
        (_seed, Faults) = (seed, [.. faults]);
        _rules = [.. kept, .. faults.Skip(kept.Count).Select(fault => new FaultState(fault))];
    }

    public SandboxFault? ForRequest(ApiRequest request, DateTimeOffset now) =>
        First(
            fault => FaultScope.Applies(fault.Kind, request) && IsMeant(fault.On, request),
            $"{request.Method} {request.Target}",
            now);

    public BootOutcome ForDroplet(string name, DateTimeOffset now) =>
        First(fault => FaultScope.IsOfDroplets(fault.Kind) && Wildcard.Matches(fault.Droplet, name), name, now)?.Kind switch
        {
            SandboxFaultKind.StuckNew => BootOutcome.Stuck,
            SandboxFaultKind.BootsOff => BootOutcome.Off,
            SandboxFaultKind.Vanishes => BootOutcome.Vanished,
            _ => BootOutcome.Active,
        };

    /// <summary>Every rule counts, also behind one that hits: so that no rule's decisions depend on another's.</summary>
    private SandboxFault? First(Predicate<SandboxFault> isMeant, string subject, DateTimeOffset now)
    {
        FaultState? first = null;
        for (int place = 0; place < _rules.Count; place++)
        {
            FaultState state = _rules[place];
            if (isMeant(state.Fault) && state.Wants(_seed, place))
            {
                first ??= state;
            }
        }

        if (first is null)
        {
            return null;
        }

        first.Hit();
        if (_hits.Count == RequestLog.Capacity)
        {
            _hits.Dequeue();
        }

        _hits.Enqueue(new SandboxFaultHit(first.Fault.Kind, subject, now));
        return first.Fault;
    }

    private static bool IsMeant(string pattern, ApiRequest request)
    {
        int space = pattern.IndexOf(' ', StringComparison.Ordinal);
        (string? method, string? path) = space < 0 ? (pattern, "*") : (pattern[..space], pattern[(space + 1)..]);
        return (method == "*" || method == request.Method) && Wildcard.Matches(path, request.Path);
    }
}
