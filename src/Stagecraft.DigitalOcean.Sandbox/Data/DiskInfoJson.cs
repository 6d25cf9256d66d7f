namespace Stagecraft.DigitalOcean.Sandbox.Data;

internal sealed record DiskInfoJson(string Type, AmountJson Size)
{
    public static DiskInfoJson Local(int gigabytes) => new("local", new AmountJson(gigabytes, "gib"));

    public static DiskInfoJson Scratch(int gigabytes) => new("scratch", new AmountJson(gigabytes, "gib"));
}
