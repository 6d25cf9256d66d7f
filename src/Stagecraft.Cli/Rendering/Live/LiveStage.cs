namespace Stagecraft.Cli.Rendering.Live;

/// <summary>How far a host is, in the order that states are told: what needs attention first.</summary>
internal enum LiveStage
{
    Failed,
    Unclear,
    Skipped,
    Creating,
    Waiting,
    Deleting,
    Queued,
    Ready,
    Gone,
}
