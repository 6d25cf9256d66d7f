namespace Stagecraft.Providers;

/// <summary>What a plan is to lead to.</summary>
public enum PlanIntent
{
    /// <summary>The declared hosts, no more and no less.</summary>
    Converge,

    /// <summary>No hosts: every machine of the environment is deleted.</summary>
    Down,
}
