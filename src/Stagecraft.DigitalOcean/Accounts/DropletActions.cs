using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Stagecraft.DigitalOcean.Accounts;

/// <summary>Actions as the API reads them (<c>POST /v2/droplets/{id}/actions</c>).</summary>
internal static class DropletActions
{
    public static JsonObject ToJson(MachineAction action) => action switch
    {
        MachineAction.Shutdown => new() { ["type"] = "shutdown" },
        MachineAction.PowerOff => new() { ["type"] = "power_off" },
        MachineAction.PowerOn => new() { ["type"] = "power_on" },
        MachineAction.Resize resize => new() { ["type"] = "resize", ["size"] = resize.Size, ["disk"] = resize.GrowsDisk },
        MachineAction.Rename rename => new() { ["type"] = "rename", ["name"] = rename.Name },
        MachineAction.Snapshot snapshot => new() { ["type"] = "snapshot", ["name"] = snapshot.Name },
        _ => throw new UnreachableException(),
    };
}
