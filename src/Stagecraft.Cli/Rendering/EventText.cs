using Stagecraft.Cli.Cloud;
using Stagecraft.Cli.Terminal;

namespace Stagecraft.Cli.Rendering;

/// <summary>One line of text per event.</summary>
internal static class EventText
{
    private const string NoResponse = "create request got no definitive response; checking";

    /// <summary>The text of an event, without its sign; null if it is not shown.</summary>
    internal static string? Of(InfraEvent happened) => Line(happened, isSandbox: false, isResized: false)?.Text;

    /// <param name="isResized">Whether the run resizes the host of the event.</param>
    internal static void Write(TextOutput output, InfraEvent happened, bool isSandbox = false, bool isResized = false)
    {
        if (Line(happened, isSandbox, isResized) is var (sign, tone, text))
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

    private static (string Sign, Tone Tone, string Text)? Line(InfraEvent happened, bool isSandbox, bool isResized) => happened switch
    {
        HostCreating e => ("+", Tone.Create, $"creating, {e.Size} in {e.Region}"),
        HostCreateIndeterminate e =>
            (" ", Tone.Plain, $"{NoResponse} whether the {DigitalOceanTerms.Machine} exists before retrying ({e.Message})"),
        HostWaiting e => (" ", Tone.Plain, $"waiting, {DigitalOceanTerms.Machine} {e.Id} is {e.Status}"),
        HostReady e => ("+", Tone.Create, $"ready, {DigitalOceanTerms.Machine} {e.Id} at {e.PublicIpv4 ?? e.PrivateIpv4 ?? "no address"}"),
        HostProbing e => (" ", Tone.Plain, $"waiting for {Words.Wait(e.Wait)}"),
        HostReachable e => ("+", Tone.Create, Words.Ready(e.Wait, isSandbox)),
        HostSnapshot e => (" ", Tone.Plain, $"{Words.State(e.State)}: {e.Snapshot}"),
        HostDeleting e => ("-", Tone.Delete, $"deleting {DigitalOceanTerms.Machine} {e.Id} ({JsonWord.Of(e.Reason)})"),
        HostDeleteDelayed e => (" ", Tone.Plain, $"delete refused, retrying: {e.Message}"),
        HostDeleted e => ("-", Tone.Delete, $"{DigitalOceanTerms.Machine} {e.Id} is deleted"),
        HostUpdating e => ("!", Tone.Plain, $"{(isResized ? "resizing" : "updating")} {DigitalOceanTerms.Machine} {e.Id}"),
        HostUpdated e => ("!", Tone.Plain, $"{DigitalOceanTerms.Machine} {e.Id} is {(isResized ? "resized" : "updated")}"),
        HostFailed e => ("!", Tone.Error, $"failed: {e.Message}"),
        HostSkipped e => (" ", Tone.Plain, $"skipped: {e.Reason}"),
        ResourceStarted e when ActionWords.Of(e.Action) is var words => (words.Sign, words.Tone, words.Doing),
        ResourceWaiting e => (" ", Tone.Plain, $"not ready yet: {e.Status}"),
        ResourceCompleted e when ActionWords.Of(e.Action) is var words =>
            (words.Sign, words.Tone, words.Done + (e.Id is { } id ? $" (id {id})" : "")),
        ResourceFailed e => ("!", Tone.Error, $"failed: {e.Message}"),
        ResourceSkipped e => (" ", Tone.Plain, $"skipped: {e.Reason}"),
        RetryScheduled { Attempt: int attempt } e =>
            (" ", Tone.Plain, $"{e.Method} {e.Path}: {Words.Response(e.Status)} (attempt {attempt}), retrying in {Words.Seconds(e.Wait)}"),
        RateLimitWait e => (" ", Tone.Plain, $"waiting {Words.Seconds(e.Wait)} for the API's rate limit ({e.Limit})"),
        SettleWait e => (" ", Tone.Plain, $"final check in {Words.Seconds(e.Wait)} (waiting for the API to become consistent)"),
        _ => null,
    };
}
