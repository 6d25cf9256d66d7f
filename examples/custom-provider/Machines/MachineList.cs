using Stagecraft.Plans;

namespace FileHosts.Machines;

/// <summary>What the file holds. A value: it is read whole and written whole.</summary>
/// <param name="NextId">The id of the next machine: ids never come back, so that a delete by id never meets another machine.</param>
/// <param name="Machines">Every machine, in the order of the file.</param>
internal sealed record MachineList(long NextId, IReadOnlyList<Machine> Machines)
{
    public static MachineList Empty { get; } = new(1, []);

    public Machine? Find(MachineId id) => Machines.FirstOrDefault(m => m.MachineId == id);

    public Machine? Find(string name) => Machines.FirstOrDefault(m => m.Name == name);

    public MachineList With(string name, string size, IReadOnlyList<string> tags)
    {
        string address = $"10.{(NextId >> 16) & 255}.{(NextId >> 8) & 255}.{NextId & 255}";
        return new MachineList(NextId + 1, [.. Machines, new Machine(NextId, name, size, Machine.Active, address, tags)]);
    }

    public MachineList Without(MachineId id) => this with { Machines = [.. Machines.Where(m => m.MachineId != id)] };
}
