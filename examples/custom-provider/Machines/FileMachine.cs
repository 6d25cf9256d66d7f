using System.Globalization;
using FileHosts.Settings;
using Stagecraft.Engine.Clouds;
using Stagecraft.Plans;

namespace FileHosts.Machines;

/// <summary>A machine of this cloud: an entry of the file.</summary>
/// <param name="Id">Its id, above zero; never the id of another machine, deleted machines included.</param>
/// <param name="Status"><c>active</c>, or another word that a person wrote.</param>
/// <param name="Address">Its address.</param>
internal sealed record FileMachine(
    long Id, string Name, string Size, string Status, string Address, DateTimeOffset CreatedAt, IReadOnlyList<string> Tags)
{
    public const string Active = "active";

    public bool Is(ResourceId id) => Id.ToString(CultureInfo.InvariantCulture) == id.Value;

    public Machine ToMachine() => new()
    {
        Id = new ResourceId(Id.ToString(CultureInfo.InvariantCulture)),
        Name = Name,
        State = Status switch { Active => MachineState.Running, "off" => MachineState.Stopped, _ => MachineState.Unknown },
        Status = Status,
        CreatedAt = CreatedAt,
        Region = FileConfig.Everywhere,
        Size = Size,
        Tags = Tags,
        PublicIpv4 = Address,
    };
}
