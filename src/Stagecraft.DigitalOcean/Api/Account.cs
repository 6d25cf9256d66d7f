namespace Stagecraft.DigitalOcean.Api;

/// <summary>The account that the token belongs to.</summary>
/// <param name="DropletLimit">How many droplets may exist at one time; null where the token may not know.</param>
/// <param name="Status"><c>active</c>, <c>warning</c>, <c>locked</c>, or whatever else the API says.</param>
internal sealed record Account(int? DropletLimit, string? Status);
