namespace Stagecraft.Testing.Conformance;

/// <summary>A request that changes machines.</summary>
public enum HarnessWrite
{
    Create,
    Update,
    Delete,
}
