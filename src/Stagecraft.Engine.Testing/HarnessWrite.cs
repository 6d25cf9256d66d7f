namespace Stagecraft.Engine.Testing;

/// <summary>A request that changes machines.</summary>
public enum HarnessWrite
{
    /// <summary>Creates machines.</summary>
    Create,

    /// <summary>Changes tags of machines.</summary>
    Update,

    /// <summary>Deletes a machine.</summary>
    Delete,
}
