namespace Stagecraft.Plans;

/// <summary>What a plan does to a resource.</summary>
[Flags]
public enum ResourceActions
{
    /// <summary>Nothing: the resource is as declared, or has drifted.</summary>
    None = 0,

    /// <summary>The resource is created.</summary>
    Create = 1,

    /// <summary>The resource is changed in place.</summary>
    Update = 2,

    /// <summary>The resource is deleted.</summary>
    Delete = 4,

    /// <summary>The resource is deleted, then created again.</summary>
    Replace = Delete | Create,
}
