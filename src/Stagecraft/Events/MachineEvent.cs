using System.Text;
using Stagecraft.Plans;

namespace Stagecraft.Events;

/// <summary>An event of a host whose machine is known.</summary>
/// <param name="Name">The host's name, or null if the machine's name gives no valid one.</param>
/// <param name="MachineName">The machine's name.</param>
/// <param name="Id">The machine's id.</param>
public abstract record MachineEvent(string? Name, string MachineName, ResourceId Id) : HostEvent(Name, MachineName, Id)
{
    /// <summary>The machine's id.</summary>
    public new ResourceId Id
    {
        get => base.Id!.Value;
        init => base.Id = value;
    }

    // The base record prints the id.
    /// <inheritdoc/>
    protected override bool PrintMembers(StringBuilder builder) => base.PrintMembers(builder);
}
