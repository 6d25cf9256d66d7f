using Stagecraft.Config;
using Stagecraft.Providers;

namespace Stagecraft.Testing.Simulation;

/// <summary>A client of a cloud.</summary>
/// <param name="Config">Its config.</param>
/// <param name="NewProvider">Creates a provider with the clock of the client's machine.</param>
internal sealed record SimulatedClient(ConfigNode Config, Func<TimeProvider, ICloudProvider> NewProvider);
