using Stagecraft.Sandbox.Faults;

namespace Stagecraft.Sandbox;

/// <summary>The fault rules of a sandbox and their hits. Thread-safe.</summary>
public sealed class SandboxFaults
{
    private readonly IFaultHost _host;

    internal SandboxFaults(IFaultHost host) => _host = host;

    /// <summary>The rules in effect, in order, with their counts.</summary>
    public IReadOnlyList<SandboxFaultRule> Rules => _host.Read(faults => faults.Rules);

    /// <summary>The last 100,000 hits, oldest first.</summary>
    public IReadOnlyList<SandboxFaultHit> Hits => _host.Read(faults => faults.Hits);

    /// <summary>Appends a rule.</summary>
    /// <exception cref="ArgumentException">A value is out of range.</exception>
    public void Add(SandboxFault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        _host.Change(faults => [.. faults, fault]);
    }

    /// <summary>Removes all rules. Earlier effects remain: a stuck machine stays stuck.</summary>
    public void Clear() => _host.Change(_ => []);
}
