using System.Text.Json.Nodes;
using Stagecraft.Config;
using Stagecraft.Errors;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.Cli.Tests.Support;

/// <summary>A provider without optional capabilities.</summary>
internal sealed class BareProvider : ICloudProvider
{
    public string Id => "digitalocean";

    public IReadOnlyList<Problem> Validate(ConfigNode config, string? project) => [];

    public JsonObject DescribeConfig() => [];

    public Task<InfraPlan> PlanAsync(PlanOptions options, CancellationToken cancellationToken) => Task.FromResult(Samples.Plan());

    public Task<ApplyReport> ApplyAsync(ApplyOptions options, CancellationToken cancellationToken) => Task.FromResult(new ApplyReport([]));

    public Task<IReadOnlyList<HostStatus>> ListHostsAsync(ListOptions options, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<HostStatus>>([]);
}
