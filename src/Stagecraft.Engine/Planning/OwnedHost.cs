using Stagecraft.Engine.Clouds;
using Stagecraft.Plans;

namespace Stagecraft.Engine.Planning;

/// <summary>A host of ours that exists: the machine that counts, and any surplus ones, sorted by id.</summary>
internal sealed record OwnedHost(string Name, Machine Survivor, IReadOnlyList<Machine> Surplus)
{
    public bool HasSeveralProtected => Ownership.IsProtected(Survivor) && Surplus.Any(Ownership.IsProtected);

    public static OwnedHost Of(string name, IReadOnlyList<Machine> machines)
    {
        if (machines.Count == 1)
        {
            return new(name, machines[0], []);
        }

        Machine survivor = machines.MinBy(Rank)!;
        return new(name, survivor, [.. machines.Where(d => d.Id != survivor.Id).OrderBy(d => d.Id)]);
    }

    /// <summary>Every run must come to the same survivor without talking to another: so nothing that changes by itself, as a status does, plays a part.</summary>
    private static (bool Unprotected, DateTimeOffset CreatedAt, MachineId Id) Rank(Machine machine) =>
        (!Ownership.IsProtected(machine), machine.CreatedAt, machine.Id);
}
