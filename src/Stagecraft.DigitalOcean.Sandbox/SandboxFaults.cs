using Stagecraft.DigitalOcean.Sandbox.Endpoints;

namespace Stagecraft.DigitalOcean.Sandbox;

/// <summary>What goes wrong in a sandbox, and what has. Thread-safe.</summary>
public sealed class SandboxFaults
{
    private readonly SandboxApi _api;

    internal SandboxFaults(SandboxApi api) => _api = api;

    /// <summary>The faults in force, in their order, with what each has done.</summary>
    public IReadOnlyList<SandboxFaultRule> Rules => _api.Locked((script, _) => script.Rules);

    /// <summary>The last 100,000 things that went wrong, oldest first.</summary>
    public IReadOnlyList<SandboxFaultHit> Hits => _api.Locked((script, _) => script.Hits);

    /// <summary>Adds a fault behind the others.</summary>
    /// <exception cref="ArgumentException">A value of it is out of its range.</exception>
    public void Add(SandboxFault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        _api.Change(conditions => conditions with { Faults = [.. conditions.Faults, fault] });
    }

    /// <summary>Ends all faults. What has begun goes on: a droplet that is stuck stays so.</summary>
    public void Clear() => _api.Change(conditions => conditions with { Faults = [] });
}
