using Stagecraft.Benchmarks.Table.Measuring;

namespace Stagecraft.Benchmarks.Table.Accounts;

/// <summary>What the life of some hosts costs: made, looked at when all is in sync, and cleared.</summary>
internal sealed record Life(Cost Up, Cost Plan, Cost Down);
