namespace Stagecraft.DigitalOcean.Sandbox.Json;

/// <summary>What the token most used has left.</summary>
internal sealed record BudgetJson(bool Enforced, WindowJson Hour, WindowJson Minute, WindowJson KeyLists);
