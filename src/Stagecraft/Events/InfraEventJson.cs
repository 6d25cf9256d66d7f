using System.Text.Json;
using Stagecraft.Plans;

namespace Stagecraft.Events;

/// <summary>The JSON form of the events: the type, and the members of that type. spec/cli/output.md, section 3.</summary>
internal static class InfraEventJson
{
    /// <summary>The type and the writer of the members; null for an event that the format does not have.</summary>
    internal static (string Type, Action<Utf8JsonWriter> WriteMembers)? Of(InfraEvent happened) => happened switch
    {
        HostCreating e => Host("host_creating", e, json =>
        {
            json.WriteString("size", e.Size);
            json.WriteString("region", e.Region);
        }),
        HostCreateIndeterminate e => Host("host_create_indeterminate", e, json => json.WriteString("message", e.Message)),
        HostWaiting e => Host("host_waiting", e, json => json.WriteString("status", e.Status)),
        HostReady e => Host("host_ready", e, json =>
        {
            json.WriteString("public_ipv4", e.PublicIpv4);
            json.WriteString("private_ipv4", e.PrivateIpv4);
        }),
        HostProbing e => Host("host_probing", e, json => json.WriteString("wait", e.Wait)),
        HostReachable e => Host("host_reachable", e, json => json.WriteString("wait", e.Wait)),
        HostDeleting e => Host("host_deleting", e, json => json.WriteString("reason", DeleteReasonJson.Word(e.Reason))),
        HostDeleteDelayed e => Host("host_delete_delayed", e, json => json.WriteString("message", e.Message)),
        HostDeleted e => Host("host_deleted", e, json => json.WriteString("reason", DeleteReasonJson.Word(e.Reason))),
        HostProtecting e => Host("host_protecting", e, _ => { }),
        HostProtected e => Host("host_protected", e, _ => { }),
        HostFailed e => Host("host_failed", e, json =>
        {
            json.WriteString("code", e.Code);
            json.WriteString("message", e.Message);
        }),
        HostSkipped e => Host("host_skipped", e, json => json.WriteString("reason", e.Reason)),
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

    private static (string Type, Action<Utf8JsonWriter> WriteMembers) Host(string type, HostEvent e, Action<Utf8JsonWriter> more) =>
        (type, json =>
    {
        json.WriteString("name", e.Name);
        json.WriteString("machine_name", e.MachineName);
        json.WriteString("id", e.Id?.Value);
        more(json);
    }
    );

    private static double Seconds(TimeSpan wait) => Math.Round(wait.TotalSeconds, 3);
}
