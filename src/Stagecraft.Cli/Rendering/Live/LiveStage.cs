namespace Stagecraft.Cli.Rendering.Live;

/// <summary>The stage of a host, in display order: stages that need attention come first.</summary>
internal enum LiveStage
{
    Failed,
    Unclear,
    Skipped,
    Creating,
    Waiting,
    Probing,
    Updating,
    Deleting,
    Queued,
    Ready,
    Updated,
    Deleted,
}
