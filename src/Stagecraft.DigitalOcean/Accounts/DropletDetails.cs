using Stagecraft.DigitalOcean.Api;

namespace Stagecraft.DigitalOcean.Accounts;

/// <summary>Reads what adds properties to droplets that the list of droplets does not show, if a host declares one of them.</summary>
/// <param name="machines">The droplets.</param>
/// <param name="priority">Whether the read is one of many.</param>
/// <param name="cancellationToken">Cancels the read.</param>
internal delegate Task<Func<Droplet, Droplet>> DropletDetails(
    IReadOnlyList<Machine> machines, RequestPriority priority, CancellationToken cancellationToken);
