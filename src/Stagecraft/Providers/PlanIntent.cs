namespace Stagecraft.Providers;

/// <summary>What a plan is to lead to.</summary>
public enum PlanIntent
{
    /// <summary>The declared hosts, no more and no less.</summary>
    Converge,

    /// <summary>No hosts at all: everything that belongs to the environment is deleted.</summary>
    Clear,
}
