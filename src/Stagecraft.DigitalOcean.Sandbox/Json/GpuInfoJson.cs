namespace Stagecraft.DigitalOcean.Sandbox.Json;

internal sealed record GpuInfoJson(int Count, string Model, AmountJson Vram);
