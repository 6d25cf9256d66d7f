namespace Stagecraft.Sandbox;

/// <summary>The fault rules of a sandbox and their hits. Thread-safe.</summary>
public sealed class SandboxFaults
{
    private readonly Func<IReadOnlyList<SandboxFaultRule>> _rules;
    private readonly Func<IReadOnlyList<SandboxFaultHit>> _hits;
    private readonly Action<Func<IReadOnlyList<SandboxFault>, IReadOnlyList<SandboxFault>>> _change;

    /// <param name="rules">Reads the rules between two requests.</param>
    /// <param name="hits">Reads the hits between two requests.</param>
    /// <param name="change">Replaces the rules between two requests.</param>
    internal SandboxFaults(
        Func<IReadOnlyList<SandboxFaultRule>> rules,
        Func<IReadOnlyList<SandboxFaultHit>> hits,
        Action<Func<IReadOnlyList<SandboxFault>, IReadOnlyList<SandboxFault>>> change) =>
        (_rules, _hits, _change) = (rules, hits, change);

    /// <summary>The rules in effect, in order, with their counts.</summary>
    public IReadOnlyList<SandboxFaultRule> Rules => _rules();

    /// <summary>The last 100,000 hits, oldest first.</summary>
    public IReadOnlyList<SandboxFaultHit> Hits => _hits();

    /// <summary>Appends a rule.</summary>
    /// <exception cref="ArgumentException">A value is out of range.</exception>
    public void Add(SandboxFault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        _change(faults => [.. faults, fault]);
    }

    /// <summary>Removes all rules. Earlier effects remain: a stuck machine stays stuck.</summary>
    public void Clear() => _change(_ => []);
}
