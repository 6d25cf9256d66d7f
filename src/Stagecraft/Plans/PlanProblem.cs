namespace Stagecraft.Plans;

/// <summary>A problem of a value of a plan file, by its path.</summary>
internal sealed record PlanProblem(string Path, string Message, string? Hint);
