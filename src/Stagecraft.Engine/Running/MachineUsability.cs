using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;
using Stagecraft.Engine.Reading;

namespace Stagecraft.Engine.Running;

/// <summary>Whether a machine can be used as the machine of a host. No effects.</summary>
internal sealed class MachineUsability(CloudFacts facts, Ownership ownership, EngineTimeouts timing)
{
    /// <summary>A machine that this run created needs a public address and its tags, or the next run would not find it. Another machine can
    /// have only a private address, but must not be locked.</summary>
    public bool IsUsable(HostOperation host, Machine machine) =>
        host.IsCreatedHere
            ? (machine.PublicIpv4 is not null || !host.Desired.Declared.HasPublicAddress) && ShowsTags(host, machine)
            : (!host.Desired.Declared.HasPublicAddress || (machine.PublicIpv4 ?? machine.PrivateIpv4) is not null) && !machine.IsBusy;

    /// <summary>Whether a run with another config created the machine, which a token returned to this run, or which this run found after a
    /// create with an unknown outcome: it was created without the declared protection (spec 6.9.1, interface.md 8.12).</summary>
    public bool IsOfAnotherConfig(HostOperation host, Machine machine, Observation observation) =>
        (facts.RepeatedCreate == RepeatedCreate.SameToken || !host.Own.ContainsKey(machine.Id))
        && ownership.Owns(machine)
        && !ShowsTags(host, machine)
        && observation.StartedAt >= host.KnownSince + timing.SettleWindow;

    public bool ShowsTags(HostOperation host, Machine machine) =>
        ownership.Owns(machine) && (!host.Desired.Declared.IsProtected || Ownership.IsProtected(machine));
}
