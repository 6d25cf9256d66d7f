using Stagecraft.Plans;

namespace FileHosts.Machines;

/// <summary>The content of the file. It is read and written as a whole.</summary>
/// <param name="NextId">The id of the next machine: ids are not reused, so that a delete by id never deletes another machine.</param>
/// <param name="Machines">Every machine, in the order of the file.</param>
internal sealed record MachineList(long NextId, IReadOnlyList<FileMachine> Machines)
{
    public static MachineList Empty { get; } = new(1, []);

    public FileMachine? Find(ResourceId id) => Machines.FirstOrDefault(m => m.Is(id));

    public FileMachine? Find(string name) => Machines.FirstOrDefault(m => string.Equals(m.Name, name, StringComparison.OrdinalIgnoreCase));

    public MachineList With(string name, string size, DateTimeOffset now, IReadOnlyList<string> tags)
    {
        string address = $"10.{(NextId >> 16) & 255}.{(NextId >> 8) & 255}.{NextId & 255}";
        return new MachineList(NextId + 1, [.. Machines, new FileMachine(NextId, name, size, FileMachine.Active, address, now, tags)]);
    }
}
