namespace Stagecraft.DigitalOcean.Api.Wire;

internal sealed record WireImage(
    List<string?>? Regions = null, int? MinDiskSize = null, string? Status = null, string? ErrorMessage = null);
