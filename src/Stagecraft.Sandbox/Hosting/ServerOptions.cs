using System.Net;

namespace Stagecraft.Sandbox.Hosting;

/// <summary>Where and how a server listens.</summary>
/// <param name="ListenAddress">The address.</param>
/// <param name="Port">The port; 0 selects a free one.</param>
/// <param name="AllowRemote">Whether requests to other than loopback addresses are accepted.</param>
/// <param name="TimeProvider">The clock of latency and delays.</param>
internal sealed record ServerOptions(IPAddress ListenAddress, int Port, bool AllowRemote, TimeProvider TimeProvider);
