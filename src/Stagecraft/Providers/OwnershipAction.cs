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
}
