namespace Stagecraft.Testing.Clouds;

/// <summary>What a request to a cloud in memory does.</summary>
public enum MemoryRequestKind
{
    Read,
    Poll,
    Get,
    Snapshots,
    Log,
    Create,
    Delete,
    Update,
}
