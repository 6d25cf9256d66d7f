namespace Stagecraft.Plans;

/// <summary>The strongest permission that a change needs from a person, weakest first.</summary>
public enum Approval
{
    /// <summary>No permission: nothing is changed.</summary>
    None,

    /// <summary>Permission to create or to change in place.</summary>
    Change,

    /// <summary>Permission to delete.</summary>
    Delete,

    /// <summary>Permission to interrupt a service without a delete.</summary>
    Downtime,

    /// <summary>Permission to destroy what cannot be restored, for each resource by name.</summary>
    Loss,
}
