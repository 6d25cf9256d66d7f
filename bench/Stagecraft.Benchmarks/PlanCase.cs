namespace Stagecraft.Benchmarks;

/// <summary>What a plan finds.</summary>
public enum PlanCase
{
    /// <summary>All hosts as declared.</summary>
    InSync,

    /// <summary>An empty account.</summary>
    Create,

    /// <summary>Hosts that are no longer declared.</summary>
    Delete,

    /// <summary>A mix of all changes, with drift, duplicates and unmanaged droplets.</summary>
    Mixed,
}
