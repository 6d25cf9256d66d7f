namespace Stagecraft.Engine.Clouds;

/// <summary>An action on one machine that is not a change of tags or properties. The machine is busy until the action ends, and reads then
/// show its effect.</summary>
public abstract record MachineAction
{
    private MachineAction()
    {
    }

    /// <summary>Requests a shutdown by the operating system, which may ignore the request.</summary>
    public sealed record Shutdown : MachineAction;

    /// <summary>Switches the machine off, regardless of its operating system.</summary>
    public sealed record PowerOff : MachineAction;

    /// <summary>Switches the machine on.</summary>
    public sealed record PowerOn : MachineAction;

    /// <summary>Gives a machine that is off another size.</summary>
    /// <param name="Size">The size as the cloud names it.</param>
    /// <param name="GrowsDisk">Whether its disk gets the size's capacity too. That cannot be undone.</param>
    public sealed record Resize(string Size, bool GrowsDisk) : MachineAction;

    /// <summary>Changes the machine's name in the cloud. The host name of its operating system stays.</summary>
    /// <param name="Name">The new name.</param>
    public sealed record Rename(string Name) : MachineAction;

    /// <summary>Creates a snapshot of the machine's disk.</summary>
    /// <param name="Name">The name of the snapshot.</param>
    public sealed record Snapshot(string Name) : MachineAction;
}
