namespace Stagecraft.Providers;

/// <summary>The change of a machine's ownership.</summary>
public enum OwnershipAction
{
    /// <summary>An existing machine becomes a declared host.</summary>
    Adopt,

    /// <summary>A host's machine is no longer managed and is not deleted.</summary>
    Forget,

    /// <summary>A host's machine may be deleted again.</summary>
    Unprotect,

    /// <summary>The machine of a host that is no longer declared becomes another, declared host. It is not recreated.</summary>
    Rename,
}
