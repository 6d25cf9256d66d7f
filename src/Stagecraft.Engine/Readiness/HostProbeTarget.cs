using System.Net;
using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Readiness;

/// <summary>A host to probe.</summary>
/// <param name="MachineName">The machine's name.</param>
/// <param name="Address">Its public IPv4 address.</param>
/// <param name="Wait">The probe: <see cref="HostWait.Ssh"/> or <see cref="HostWait.CloudInit"/>.</param>
/// <param name="User">The user of the SSH login.</param>
public sealed record HostProbeTarget(string MachineName, IPAddress Address, HostWait Wait, string User);
