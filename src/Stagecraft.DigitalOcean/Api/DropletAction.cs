using Stagecraft.Plans;

namespace Stagecraft.DigitalOcean.Api;

/// <summary>Something that was done to a resource of the account, or is being done.</summary>
/// <param name="Id">The action's own id.</param>
/// <param name="Status"><c>in-progress</c>, <c>completed</c>, <c>errored</c>, or whatever else the API says.</param>
/// <param name="Type"><c>create</c>, <c>destroy</c>, and many more.</param>
/// <param name="StartedAt">When it began, by the API's clock.</param>
/// <param name="ResourceId">What it is done to, for instance a droplet's id.</param>
/// <param name="ResourceType"><c>droplet</c> for droplets.</param>
internal sealed record DropletAction(long Id, string Status, string Type, DateTimeOffset StartedAt, MachineId? ResourceId, string? ResourceType);
