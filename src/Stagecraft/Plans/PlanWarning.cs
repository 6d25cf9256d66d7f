namespace Stagecraft.Plans;

/// <summary>Something a reader of the plan should know and nothing stops for.</summary>
/// <param name="Code">A stable word, for example <c>no_project</c>.</param>
/// <param name="Message">What it is, in one sentence.</param>
public sealed record PlanWarning(string Code, string Message);
