
using Stagecraft.Sandbox.Http;

namespace Stagecraft.Sandbox.Faults;

/// <summary>A fault rule in effect, with its counters.</summary>
internal sealed class ActiveFault(SandboxFault fault)
{
    private int _seen;
    private int _hits;

    public SandboxFault Fault { get; } = fault;

    public SandboxFaultRule Rule => new(Fault, _seen, _hits);

    /// <summary>Counts a match. Returns whether the fault would hit it.</summary>
    public bool CountMatch(long seed, int place)
    {
        int number = _seen++;
        return number >= Fault.Skip
            && (Fault.Times is not { } times || _hits < times)
            && SeededRandom.Fraction(seed, place, number) < Fault.Chance;
    }

    public void CountHit() => _hits++;
}
