namespace Stagecraft.Engine.Running;

internal enum PendingKind
{
    Create,
    Delete,
    Update,
    Read,
}
