using Stagecraft.Engine.Readiness;

namespace Stagecraft.Cli.Cloud;

/// <summary>The parameters of a provider.</summary>
/// <param name="Cloud">The cloud of the config; null without a known one.</param>
/// <param name="GetEnvironmentVariable">Reads the variables of the credentials.</param>
/// <param name="ApiUrl">The API's address, or null for the provider's own.</param>
/// <param name="TimeProvider">The clock that it waits on.</param>
/// <param name="StateDirectory">The directory of the SSH keys of hosts, or null.</param>
internal sealed record ProviderContext(
    CloudDescription? Cloud,
    Func<string, string?> GetEnvironmentVariable,
    Uri? ApiUrl,
    TimeProvider TimeProvider,
    string? StateDirectory)
{
    /// <summary>The probe of hosts. An API on the loopback address is a sandbox.</summary>
    internal IHostProbe HostProbe() => ApiUrl is { IsLoopback: true } ? new SandboxProbe() : new SystemHostProbe(StateDirectory);
}
