using Stagecraft.DigitalOcean.Sandbox.Endpoints;

namespace Stagecraft.DigitalOcean.Sandbox;

/// <summary>The fault rules of a sandbox and their hits. Thread-safe.</summary>
public sealed class SandboxFaults
{
    private readonly SandboxApi _api;

    internal SandboxFaults(SandboxApi api) => _api = api;

    /// <summary>The rules in effect, in order, with their counts.</summary>
    public IReadOnlyList<SandboxFaultRule> Rules => _api.Locked((script, _) => script.Rules);

    /// <summary>The last 100,000 hits, oldest first.</summary>
    public IReadOnlyList<SandboxFaultHit> Hits => _api.Locked((script, _) => script.Hits);

    /// <summary>Appends a rule.</summary>
    /// <exception cref="ArgumentException">A value is out of range.</exception>
    public void Add(SandboxFault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        _api.Change(conditions => conditions with { Faults = [.. conditions.Faults, fault] });
    }

    /// <summary>Removes all rules. Earlier effects remain: a stuck droplet stays stuck.</summary>
    public void Clear() => _api.Change(conditions => conditions with { Faults = [] });
}
