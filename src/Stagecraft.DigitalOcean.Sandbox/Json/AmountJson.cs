namespace Stagecraft.DigitalOcean.Sandbox.Json;

internal sealed record AmountJson(int Amount, string Unit);
