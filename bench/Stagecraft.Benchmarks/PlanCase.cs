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

    /// <summary>Some of all, drift, duplicates and droplets of others among them.</summary>
    Mixed,
}
