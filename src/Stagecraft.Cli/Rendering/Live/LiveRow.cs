using Stagecraft.Cli.Cloud;
using Stagecraft.Cli.Terminal;

namespace Stagecraft.Cli.Rendering.Live;

/// <summary>One host, one machine to delete, or one other resource.</summary>
/// <param name="Sign"><c>-</c>, <c>+</c>, <c>!</c> for a host to update, or a blank for a host that the run only waits for.</param>
/// <param name="Role">The role, or the kind of another resource in parentheses; null if it is not known.</param>
internal sealed record LiveRow(string Sign, string Name, string? Role, LiveStage Stage)
{
    /// <summary>The stage as text; for a machine that is booting the status that the API reports.</summary>
    internal string State { get; init; } = "queued";

    /// <summary>Whether the host is resized.</summary>
    internal bool IsResized { get; init; }

    /// <summary>The id, the address or the error message.</summary>
    internal string Detail { get; init; } = "";

    /// <summary>The timestamp of the first event; null before it.</summary>
    internal long? Started { get; init; }

    /// <summary>The timestamp of the event that ended the work on the host; null before it.</summary>
    internal long? Ended { get; init; }

    internal bool IsDone => Stage is LiveStage.Ready or LiveStage.Updated or LiveStage.Deleted;

    internal Tone Tone => Stage switch
    {
        LiveStage.Failed => Tone.Error,
        LiveStage.Unclear or LiveStage.Skipped => Tone.Warning,
        LiveStage.Ready or LiveStage.Updated => Tone.Create,
        LiveStage.Deleted => Tone.Delete,
        _ => Tone.Plain,
    };

    /// <summary>The row after an event. Waits of the whole run change no row, see <see cref="LiveNote"/>.</summary>
    internal LiveRow Next(InfraEvent happened, string machine, bool isSandbox) => happened switch
    {
        HostCreating e => At(LiveStage.Creating, "creating", $"{e.Size} in {e.Region}"),
        HostCreateIndeterminate => At(LiveStage.Unclear, "unclear", "no definitive response; checking"),
        HostWaiting e => At(LiveStage.Waiting, Clouds.IsBooting(e.Status) ? "booting" : e.Status, $"{machine} {e.Id}"),
        HostReady e => At(LiveStage.Ready, "ready", e.PublicIpv4 ?? e.PrivateIpv4 ?? $"{machine} {e.Id}"),
        HostProbing e => At(LiveStage.Probing, $"waiting for {Words.Wait(e.Wait)}", Detail.Length > 0 ? Detail : $"{machine} {e.Id}"),
        HostReachable e => At(LiveStage.Ready, Words.Ready(e.Wait, isSandbox), Detail),
        HostSnapshot e => At(LiveStage.Queued, Words.State(e.State), e.Snapshot),
        HostDeleting e => At(LiveStage.Deleting, "deleting", $"{machine} {e.Id}"),
        HostDeleteDelayed e => At(LiveStage.Deleting, "deleting", e.Message),
        HostDeleted e => At(LiveStage.Deleted, "deleted", $"{machine} {e.Id}"),
        HostUpdating when Sign == "+" => At(LiveStage.Updating, "renaming", Detail),
        HostUpdated when Sign == "+" => At(LiveStage.Ready, "ready", Detail),
        HostUpdating e => At(LiveStage.Updating, IsResized ? "resizing" : "updating", $"{machine} {e.Id}"),
        HostUpdated e => At(LiveStage.Updated, IsResized ? "resized" : "updated", $"{machine} {e.Id}"),
        HostFailed e => At(LiveStage.Failed, "failed", e.Message),
        HostSkipped e => At(LiveStage.Skipped, "skipped", e.Reason),
        ResourceStarted e => At(StageOf(e.Action, isDone: false), ActionWords.Of(e.Action).Doing, e.Id?.Value ?? ""),
        ResourceWaiting e => At(LiveStage.Waiting, "waiting", e.Status),
        ResourceCompleted { Action: ResourceActions.Create } e => At(LiveStage.Ready, "ready", e.Id?.Value ?? ""),
        ResourceCompleted e => At(StageOf(e.Action, isDone: true), ActionWords.Of(e.Action).Done, e.Id?.Value ?? ""),
        ResourceFailed e => At(LiveStage.Failed, "failed", e.Message),
        ResourceSkipped e => At(LiveStage.Skipped, "skipped", e.Reason),
        _ => this,
    };

    private static LiveStage StageOf(ResourceActions action, bool isDone) => action switch
    {
        ResourceActions.Create => LiveStage.Creating,
        ResourceActions.Delete => isDone ? LiveStage.Deleted : LiveStage.Deleting,
        _ => isDone ? LiveStage.Updated : LiveStage.Updating,
    };

    private LiveRow At(LiveStage stage, string state, string detail) => this with { Stage = stage, State = state, Detail = detail };
}
