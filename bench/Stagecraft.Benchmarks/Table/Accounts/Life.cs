using Stagecraft.Benchmarks.Table.Measuring;

namespace Stagecraft.Benchmarks.Table.Accounts;

/// <summary>The cost of the life cycle of some hosts: creation, a plan when all is in sync, and deletion.</summary>
internal sealed record Life(Cost Up, Cost Plan, Cost Down);
