namespace Stagecraft.Testing.Simulation;

/// <summary>What a request of a run does.</summary>
internal enum RunRequestKind
{
    Read,
    Create,
    Delete,
    Update,
}
