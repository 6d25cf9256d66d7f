namespace Stagecraft.DigitalOcean.Api.Wire;

internal sealed record WireSize(
    string Slug,
    decimal? PriceMonthly,
    int Disk,
    int Memory,
    bool Available,
    List<string?> Regions);
