using System.Text.Json.Nodes;
using Stagecraft.Config;
using Stagecraft.Errors;
using Stagecraft.Events;
using Stagecraft.Plans;

namespace Stagecraft.Providers;

/// <summary>A cloud that hosts can be provisioned on. Specified in <c>spec/providers/cloud/interface.md</c>. Optional capabilities are
/// separate interfaces: <see cref="IEnvironmentsProvider"/>, <see cref="ICatalogProvider"/>, <see cref="IDiagnosisProvider"/>,
/// <see cref="IDryRunProvider"/>, <see cref="IOwnershipProvider"/>, <see cref="IRequestBudget"/>.</summary>
public interface ICloudProvider
{
    /// <summary>The provider's name in <c>cloud.provider</c>, for example <c>digitalocean</c>.</summary>
    string Id { get; }

    /// <summary>Checks the provider's section of a config, all environments, without a network or a token.</summary>
    /// <param name="config">The provider's section.</param>
    /// <param name="project">The project's name, or null where none is declared.</param>
    /// <returns>Every problem, code <c>config_invalid</c>, each with its place (where the config is in a file) and path, in the order of
    /// the file; empty where there is none.</returns>
    IReadOnlyList<Problem> Validate(ConfigNode config, string? project);

    /// <summary>The JSON schema (draft 7) of the provider's section: every key, with the rules of <see cref="Validate"/> that a schema can
    /// express.</summary>
    JsonObject DescribeConfig();

    /// <summary>Compares what is declared with what exists. Sends requests that read, and nothing else; the same input gives the same
    /// plan.</summary>
    /// <exception cref="CloudProviderException">The config is invalid, or the plan cannot be made or applied; all problems are
    /// reported together.</exception>
    Task<InfraPlan> PlanAsync(PlanOptions options, CancellationToken cancellationToken);

    /// <summary>Makes the account match the plan, and waits until that is confirmed. Applying a plan again changes nothing.</summary>
    /// <returns>The outcome of each host, where every host of the plan succeeded.</returns>
    /// <exception cref="CloudProviderException">Some host failed: <see cref="CloudProviderException.Report"/> has each outcome.</exception>
    /// <exception cref="OperationCanceledException">Cancelled before anything was sent that changes the account.</exception>
    Task<ApplyReport> ApplyAsync(ApplyOptions options, CancellationToken cancellationToken);

    /// <summary>The hosts of an environment that exist, sorted by name, then id. Sends requests that read, and nothing else.</summary>
    /// <exception cref="CloudProviderException">They cannot be read.</exception>
    Task<IReadOnlyList<HostStatus>> ListHostsAsync(ListOptions options, CancellationToken cancellationToken);
}
