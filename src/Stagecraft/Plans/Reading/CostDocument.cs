namespace Stagecraft.Plans.Reading;

/// <summary>The cost of a plan as JSON.</summary>
internal sealed record CostDocument(string Currency, decimal? MonthlyBefore, decimal? MonthlyAfter, decimal? MonthlyDelta);
