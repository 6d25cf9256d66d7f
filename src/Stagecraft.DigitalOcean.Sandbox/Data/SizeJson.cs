using System.Text.Json.Serialization;

namespace Stagecraft.DigitalOcean.Sandbox.Data;

internal sealed record SizeJson
{
    public required string Slug { get; init; }

    public required int Memory { get; init; }

    public required int Vcpus { get; init; }

    public required int Disk { get; init; }

    public required double Transfer { get; init; }

    public required double PriceMonthly { get; init; }

    public required double PriceHourly { get; init; }

    public required IReadOnlyList<string> Regions { get; init; }

    public required bool Available { get; init; }

    public required string Description { get; init; }

    public required IReadOnlyList<DiskInfoJson> DiskInfo { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public GpuInfoJson? GpuInfo { get; init; }

    internal sealed record DiskInfoJson(string Type, AmountJson Size)
    {
        public static DiskInfoJson Local(int gigabytes) => new("local", new AmountJson(gigabytes, "gib"));

        public static DiskInfoJson Scratch(int gigabytes) => new("scratch", new AmountJson(gigabytes, "gib"));
    }

    internal sealed record GpuInfoJson(int Count, string Model, AmountJson Vram);

    internal sealed record AmountJson(int Amount, string Unit);
}
