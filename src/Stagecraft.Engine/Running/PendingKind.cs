
namespace Stagecraft.Engine.Running;

/// <summary>What is on its way.</summary>
internal enum PendingKind
{
    Create,
    Delete,
    Look,
}
