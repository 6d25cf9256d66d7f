using Stagecraft.Sandbox.Http;

namespace Stagecraft.Sandbox.Faults;

/// <summary>Selects the fault for a request or a machine. Not thread-safe: the API calls it for one request at a time.</summary>
internal sealed class FaultInjector(FaultProfile profile)
{
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
            fault => !FaultKinds.IsForMachines(fault.Kind) && profile.CanAffect(fault.Kind, request) && Matches(fault.On, request),
            () => profile.SubjectOf(request),
            now);

    /// <summary>The fault of a new machine; null for none.</summary>
    public SandboxFaultKind? ForMachine(string name, DateTimeOffset now) =>
        First(fault => FaultKinds.IsForMachines(fault.Kind) && Wildcard.Matches(fault.Machine, name), () => name, now)?.Kind;

    /// <summary>Every matching rule counts, also after the first hit, so that rules are independent of each other.</summary>
    private SandboxFault? First(Predicate<SandboxFault> matches, Func<string> subject, DateTimeOffset now)
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

        _hits.Enqueue(new SandboxFaultHit(first.Fault.Kind, subject(), now));
        return first.Fault;
    }

    private bool Matches(string pattern, ApiRequest request)
    {
        int space = pattern.IndexOf(' ', StringComparison.Ordinal);
        (string? method, string? operation) = space < 0 ? (pattern, "*") : (pattern[..space], pattern[(space + 1)..]);
        return (method == "*" || method == request.Method) && Wildcard.Matches(operation, profile.OperationOf(request));
    }
}
