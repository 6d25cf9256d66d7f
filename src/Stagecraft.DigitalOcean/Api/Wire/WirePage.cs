namespace Stagecraft.DigitalOcean.Api.Wire;

/// <summary>A page of any list.</summary>
internal abstract record WirePage(WireMeta Meta, WireLinks? Links);
