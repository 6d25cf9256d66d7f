using Stagecraft.Config;
using Stagecraft.Errors;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean;

/// <summary>Provisions the hosts of a deployment as DigitalOcean droplets.</summary>
public sealed class DigitalOceanProvider(DigitalOceanProviderOptions options) : ICloudProvider, IDisposable
{
    private readonly DigitalOceanProviderOptions _options = options;

    /// <inheritdoc/>
    public string Id => "digitalocean";

    /// <inheritdoc/>
    public IReadOnlyList<Problem> Validate(ConfigNode config, string? project) => throw new NotImplementedException(_options.ToString());

    /// <inheritdoc/>
    public Task<InfraPlan> PlanAsync(PlanOptions options, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <inheritdoc/>
    public Task<ApplyReport> ApplyAsync(ApplyOptions options, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <inheritdoc/>
    public Task<IReadOnlyList<HostStatus>> ListHostsAsync(ListOptions options, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
