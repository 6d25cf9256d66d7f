namespace Stagecraft.Providers;

/// <summary>What is done to whose a machine is.</summary>
public enum OwnershipAction
{
    /// <summary>An existing machine becomes a declared host.</summary>
    Adopt,

    /// <summary>A host's machine is nobody's from then on, and stays.</summary>
    Forget,

    /// <summary>A host's machine may be deleted again.</summary>
    Unprotect,
}
