using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Planning;

/// <summary>An existing host: the machine that is kept, and its duplicates, sorted by id.</summary>
internal sealed record OwnedHost(string Name, Machine Survivor, IReadOnlyList<Machine> Duplicates)
{
    public bool HasSeveralProtected => Ownership.IsProtected(Survivor) && Duplicates.Any(Ownership.IsProtected);

    public static OwnedHost Of(string name, IReadOnlyList<Machine> machines)
    {
        if (machines.Count == 1)
        {
            return new(name, machines[0], []);
        }

        Machine survivor = machines.MinBy(Rank)!;
        return new(name, survivor, [.. machines.Where(d => d.Id != survivor.Id).OrderBy(d => d.Id)]);
    }

    /// <summary>Concurrent runs must keep the same machine. The order therefore depends only on properties that do not change by
    /// themselves, and on deletion, which cannot be undone.</summary>
    private static (bool IsTerminating, bool Unprotected, DateTimeOffset CreatedAt, ResourceId Id) Rank(Machine machine) =>
        (machine.State == MachineState.Terminating, !Ownership.IsProtected(machine), machine.CreatedAt, machine.Id);
}
