using System.Net;
using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Readiness;

/// <summary>A host to probe.</summary>
/// <param name="MachineId">The machine's id, by which its SSH key is stored.</param>
/// <param name="MachineName">The machine's name.</param>
/// <param name="Address">Its public IPv4 address.</param>
/// <param name="Wait">The probe: <see cref="HostWait.Ssh"/>, <see cref="HostWait.CloudInit"/> or <see cref="HostWait.Http"/>.</param>
/// <param name="User">The user of the SSH login.</param>
public sealed record HostProbeTarget(ResourceId MachineId, string MachineName, IPAddress Address, HostWait Wait, string User)
{
    /// <summary>The request of <see cref="HostWait.Http"/>; not used otherwise. Default: <c>/</c> on port 80.</summary>
    public HostHealth Health { get; init; } = HostHealth.Default;
}
