using System.Text.Json;
using Stagecraft.Plans;

namespace Stagecraft.Events;

/// <summary>The JSON form of the events: the type, and the members of that type. spec/cli/output.md, section 3.</summary>
internal static class InfraEventJson
{
    /// <summary>The type and the writer of the members; null for an event that the format does not have.</summary>
    internal static (string Type, Action<Utf8JsonWriter> WriteMembers)? Of(InfraEvent happened) => happened switch
    {
        HostCreating e => Host("host_creating", e, ("size", e.Size), ("region", e.Region)),
        HostCreateIndeterminate e => Host("host_create_indeterminate", e, ("message", e.Message)),
        HostWaiting e => Host("host_waiting", e, ("status", e.Status)),
        HostReady e => Host("host_ready", e, ("public_ipv4", e.PublicIpv4), ("private_ipv4", e.PrivateIpv4)),
        HostProbing e => Host("host_probing", e, ("wait", e.Wait)),
        HostReachable e => Host("host_reachable", e, ("wait", e.Wait)),
        HostSnapshot e => Host("host_snapshot", e, ("snapshot", e.Snapshot), ("state", JsonWord.Of(e.State))),
        HostDeleting e => Host("host_deleting", e, ("reason", JsonWord.Of(e.Reason))),
        HostDeleteDelayed e => Host("host_delete_delayed", e, ("message", e.Message)),
        HostDeleted e => Host("host_deleted", e, ("reason", JsonWord.Of(e.Reason))),
        HostUpdating e => Host("host_updating", e),
        HostUpdated e => Host("host_updated", e),
        HostFailed e => Host("host_failed", e, ("code", e.Code), ("message", e.Message)),
        HostSkipped e => Host("host_skipped", e, ("reason", e.Reason)),
        ResourceStarted e => Resource("resource_started", e, ("action", JsonWord.Of(e.Action))),
        ResourceWaiting e => Resource("resource_waiting", e, ("status", e.Status)),
        ResourceCompleted e => Resource("resource_completed", e, ("action", JsonWord.Of(e.Action))),
        ResourceFailed e => Resource("resource_failed", e, ("code", e.Code), ("message", e.Message)),
        ResourceSkipped e => Resource("resource_skipped", e, ("reason", e.Reason)),
        RetryScheduled e => ("retry", json =>
        {
            json.WriteString("method", e.Method);
            json.WriteString("path", e.Path);
            json.WriteNumber("attempt", e.Attempt);
            json.WriteNumberOrNull("status", e.Status);
            json.WriteNumber("wait_seconds", Seconds(e.Wait));
        }
        ),
        RateLimitWait e => ("rate_wait", json =>
        {
            json.WriteNumber("wait_seconds", Seconds(e.Wait));
            json.WriteString("limit", e.Limit);
        }
        ),
        SettleWait e => ("settle_wait", json => json.WriteNumber("wait_seconds", Seconds(e.Wait))),
        _ => null,
    };

    private static (string Type, Action<Utf8JsonWriter> WriteMembers) Host(
        string type, HostEvent e, params (string Key, string? Value)[] members) =>
        Strings(type, [("name", e.Name), ("machine_name", e.MachineName), ("id", e.Id?.Value), .. members]);

    private static (string Type, Action<Utf8JsonWriter> WriteMembers) Resource(
        string type, ResourceEvent e, params (string Key, string? Value)[] members) =>
        Strings(type, [("kind", e.Kind), ("name", e.Name), ("cloud_name", e.CloudName), ("id", e.Id?.Value), .. members]);

    private static (string Type, Action<Utf8JsonWriter> WriteMembers) Strings(string type, (string Key, string? Value)[] members) =>
        (type, json =>
        {
            foreach ((string key, string? value) in members)
            {
                json.WriteString(key, value);
            }
        }
    );

    private static double Seconds(TimeSpan wait) => Math.Round(wait.TotalSeconds, 3);
}
