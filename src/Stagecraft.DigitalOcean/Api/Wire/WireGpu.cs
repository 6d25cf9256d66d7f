namespace Stagecraft.DigitalOcean.Api.Wire;

/// <summary>Its presence is all that matters.</summary>
internal sealed class WireGpu;
