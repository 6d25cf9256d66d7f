namespace Stagecraft.DigitalOcean.Sandbox.Data;

internal sealed record AmountJson(int Amount, string Unit);
