namespace Stagecraft.DigitalOcean.Sandbox.Data;

internal sealed record GpuInfoJson(int Count, string Model, AmountJson Vram);
