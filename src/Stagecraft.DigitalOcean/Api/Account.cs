namespace Stagecraft.DigitalOcean.Api;

/// <summary>The account that the token belongs to.</summary>
/// <param name="DropletLimit">The maximum number of droplets; null if the token may not read it.</param>
/// <param name="Status"><c>active</c>, <c>warning</c>, <c>locked</c>, or another status that the API returns.</param>
internal sealed record Account(int? DropletLimit = null, string? Status = null);
