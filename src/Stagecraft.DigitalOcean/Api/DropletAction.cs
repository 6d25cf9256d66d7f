namespace Stagecraft.DigitalOcean.Api;

/// <summary>A running or finished action on a resource of the account.</summary>
/// <param name="Status"><c>in-progress</c>, <c>completed</c>, <c>errored</c>, or another status that the API returns.</param>
/// <param name="Type">For example <c>create</c> or <c>destroy</c>.</param>
/// <param name="StartedAt">The start, by the API's clock.</param>
/// <param name="ResourceId">The id of the resource, for example of a droplet.</param>
/// <param name="ResourceType"><c>droplet</c> for droplets.</param>
internal sealed record DropletAction(
    string Status, string Type, DateTimeOffset StartedAt, long? ResourceId = null, string? ResourceType = null);
