using Stagecraft.Cli.Terminal;

namespace Stagecraft.Cli.Rendering;

/// <summary>One line of text per event.</summary>
internal static class EventText
{
    private const string NoResponse = "create request got no definitive response; checking";

    /// <summary>The text of a retry or a wait; null for other events.</summary>
    internal static string? OfWait(InfraEvent happened) => happened switch
    {
        RetryScheduled { Attempt: int attempt } e =>
            $"{e.Method} {e.Path}: {Words.Response(e.Status)} (attempt {attempt}), retrying in {Words.Seconds(e.Wait)}",
        RateLimitWait e => $"waiting {Words.Seconds(e.Wait)} for the API's rate limit ({e.Limit})",
        SettleWait e => $"waiting {Words.Seconds(e.Wait)} for the API to become consistent",
        _ => null,
    };

    /// <summary>Writes a retry or a wait.</summary>
    internal static void WriteWait(TextOutput output, InfraEvent happened)
    {
        if (OfWait(happened) is { } text)
        {
            output.Line("  ", text);
        }

        output.Flush();
    }

    /// <param name="machine">The cloud's word for a machine.</param>
    /// <param name="isResized">Whether the run resizes the host of the event.</param>
    internal static void Write(TextOutput output, InfraEvent happened, string machine, bool isSandbox = false, bool isResized = false)
    {
        if (Line(happened, machine, isSandbox, isResized) is var (sign, tone, text))
        {
            string resource = happened switch
            {
                HostEvent e => $"{Words.Host(e.Name, e.MachineName)}: ",
                ResourceEvent e => $"{Words.Resource(e.Kind, e.Name, e.CloudName)}: ",
                _ => "",
            };
            output.Line(new Segment(sign + " ", tone), resource + text);
        }

        output.Flush();
    }

    private static string Why(DeleteReason reason) => Words.Reason(reason) is { } text ? $" ({text})" : "";

    private static (string Sign, Tone Tone, string Text)? Line(
        InfraEvent happened, string machine, bool isSandbox, bool isResized) => happened switch
        {
            HostCreating e => ("+", Tone.Create, $"creating, {e.Size} in {e.Region}"),
            HostCreateIndeterminate e =>
                (" ", Tone.Plain, $"{NoResponse} whether the {machine} exists before retrying ({e.Message})"),
            HostWaiting e => (" ", Tone.Plain, $"waiting, {machine} {e.Id} is {e.Status}"),
            HostReady e => ("+", Tone.Create, $"ready, {machine} {e.Id} at {e.PublicIpv4 ?? e.PrivateIpv4 ?? "no address"}"),
            HostProbing e => (" ", Tone.Plain, $"waiting for {Words.Wait(e.Wait)}"),
            HostReachable e => ("+", Tone.Create, Words.Ready(e.Wait, isSandbox)),
            HostSnapshot e => (" ", Tone.Plain, $"{Words.State(e.State)}: {e.Snapshot}"),
            HostDeleting e => ("-", Tone.Delete, $"deleting {machine} {e.Id}{Why(e.Reason)}"),
            HostDeleteDelayed e => (" ", Tone.Plain, $"delete refused, retrying: {e.Message}"),
            HostDeleted e => ("-", Tone.Delete, $"{machine} {e.Id} is deleted"),
            HostUpdating e => ("!", Tone.Plain, $"{(isResized ? "resizing" : "updating")} {machine} {e.Id}"),
            HostUpdated e => ("!", Tone.Plain, $"{machine} {e.Id} is {(isResized ? "resized" : "updated")}"),
            HostFailed e => ("!", Tone.Error, $"failed: {e.Message}"),
            HostSkipped e => (" ", Tone.Plain, $"skipped: {e.Reason}"),
            ResourceStarted e when ActionWords.Of(e.Action) is var words => (words.Sign, words.Tone, words.Doing),
            ResourceWaiting e => (" ", Tone.Plain, $"pending: {e.Status}"),
            ResourceCompleted e when ActionWords.Of(e.Action) is var words =>
                (words.Sign, words.Tone, words.Done + (e.Id is { } id ? $" (id {id})" : "")),
            ResourceFailed e => ("!", Tone.Error, $"failed: {e.Message}"),
            ResourceSkipped e => (" ", Tone.Plain, $"skipped: {e.Reason}"),
            _ => OfWait(happened) is { } wait ? (" ", Tone.Plain, wait) : null,
        };
}
