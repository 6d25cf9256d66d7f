using Stagecraft.DigitalOcean.Sandbox.Core;

namespace Stagecraft.DigitalOcean.Sandbox.Faults;

/// <summary>A rule at work: what it has seen and hit.</summary>
internal sealed class FaultState(SandboxFault fault)
{
    private int _seen;
    private int _hits;

    public SandboxFault Fault { get; } = fault;

    public SandboxFaultRule Rule => new(Fault, _seen, _hits);

    /// <summary>Counts one more that the rule is for; whether it would hit it.</summary>
    public bool Wants(long seed, int place)
    {
        int number = _seen++;
        return number >= Fault.Skip
            && (Fault.Times is not { } times || _hits < times)
            && Draw.Of(seed, place, number) < Fault.Chance;
    }

    public void Hit() => _hits++;
}
