namespace Stagecraft.DigitalOcean.Api.Wire;

/// <summary>A list of one page has no links, null, <c>{}</c> or <c>{"pages": {}}</c>.</summary>
internal sealed record WireLinks(WirePages? Pages = null);
