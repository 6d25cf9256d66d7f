namespace Stagecraft.DigitalOcean.Api.Wire;

internal sealed class WireSize
{
    public required string Slug { get; init; }

    public required decimal PriceMonthly { get; init; }

    public required int Disk { get; init; }

    public required int Memory { get; init; }

    public required bool Available { get; init; }

    public required List<string?> Regions { get; init; }

    public WireGpu? GpuInfo { get; init; }
}
