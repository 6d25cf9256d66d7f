using System.Net;
using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Readiness;

/// <summary>A host that is asked whether it is ready.</summary>
/// <param name="MachineName">The machine's name.</param>
/// <param name="Address">Its public IPv4 address.</param>
/// <param name="Wait">What is asked: <see cref="HostWait.Ssh"/> or <see cref="HostWait.CloudInit"/>.</param>
/// <param name="User">Who asks, where that needs a login.</param>
public sealed record HostProbeTarget(string MachineName, IPAddress Address, HostWait Wait, string User);
