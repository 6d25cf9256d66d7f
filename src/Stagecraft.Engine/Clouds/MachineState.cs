
namespace Stagecraft.Engine.Clouds;

/// <summary>What the status of a machine means for the engine.</summary>
public enum MachineState
{
    /// <summary>A status that the driver does not know.</summary>
    Unknown,

    /// <summary>Booting; not ready yet.</summary>
    Starting,

    /// <summary>Running.</summary>
    Running,

    /// <summary>Switched off.</summary>
    Stopped,

    /// <summary>Being deleted.</summary>
    Terminating,

    /// <summary>Deleted, and still shown by the cloud.</summary>
    Terminated,
}
