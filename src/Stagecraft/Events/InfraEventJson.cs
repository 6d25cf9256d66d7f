using System.Text.Json;
using Stagecraft.Plans;

namespace Stagecraft.Events;

/// <summary>The members of each kind of event, after <c>type</c> and <c>sequence</c>.</summary>
internal static class InfraEventJson
{
    /// <summary>The event's <c>type</c>, or null for a kind that the format does not have.</summary>
    internal static string? TypeOf(InfraEvent happened) => happened switch
    {
        HostCreating => "host_creating",
        HostCreateIndeterminate => "host_create_indeterminate",
        HostWaiting => "host_waiting",
        HostReady => "host_ready",
        HostProbing => "host_probing",
        HostReachable => "host_reachable",
        HostDeleting => "host_deleting",
        HostDeleted => "host_deleted",
        HostProtecting => "host_protecting",
        HostProtected => "host_protected",
        HostFailed => "host_failed",
        HostSkipped => "host_skipped",
        RetryScheduled => "retry",
        RateLimitWait => "rate_wait",
        SettleWait => "settle_wait",
        _ => null,
    };

    internal static void WriteMembers(Utf8JsonWriter json, InfraEvent happened)
    {
        if (happened is HostEvent host)
        {
            json.WriteString("name", host.Name);
            json.WriteString("machine_name", host.MachineName);
        }

        switch (happened)
        {
            case HostCreating creating:
                json.WriteString("size", creating.Size);
                json.WriteString("region", creating.Region);
                break;
            case HostCreateIndeterminate unclear:
                json.WriteString("message", unclear.Message);
                break;
            case HostWaiting waiting:
                json.WriteString("id", waiting.Id.Value);
                json.WriteString("status", waiting.Status);
                break;
            case HostReady ready:
                json.WriteString("id", ready.Id.Value);
                json.WriteString("public_ipv4", ready.PublicIpv4);
                json.WriteString("private_ipv4", ready.PrivateIpv4);
                break;
            case HostProbing probing:
                json.WriteString("id", probing.Id.Value);
                json.WriteString("wait", probing.Wait);
                break;
            case HostReachable usable:
                json.WriteString("id", usable.Id.Value);
                json.WriteString("wait", usable.Wait);
                break;
            case HostDeleting deleting:
                json.WriteString("id", deleting.Id.Value);
                json.WriteString("reason", DeleteReasonJson.Word(deleting.Reason));
                break;
            case HostDeleted deleted:
                json.WriteString("id", deleted.Id.Value);
                json.WriteString("reason", DeleteReasonJson.Word(deleted.Reason));
                break;
            case HostProtecting protecting:
                json.WriteString("id", protecting.Id.Value);
                break;
            case HostProtected done:
                json.WriteString("id", done.Id.Value);
                break;
            case HostFailed failed:
                json.WriteString("id", failed.Id?.Value);
                json.WriteString("code", failed.Code);
                json.WriteString("message", failed.Message);
                break;
            case HostSkipped skipped:
                json.WriteString("reason", skipped.Reason);
                break;
            case RetryScheduled retry:
                json.WriteString("method", retry.Method);
                json.WriteString("path", retry.Path);
                json.WriteNumber("attempt", retry.Attempt);
                json.WriteNumberOrNull("status", retry.Status);
                json.WriteNumber("wait_seconds", Seconds(retry.Wait));
                break;
            case RateLimitWait wait:
                json.WriteNumber("wait_seconds", Seconds(wait.Wait));
                json.WriteString("limit", wait.Limit);
                break;
            case SettleWait settling:
                json.WriteNumber("wait_seconds", Seconds(settling.Wait));
                break;
        }
    }

    private static double Seconds(TimeSpan wait) => Math.Round(wait.TotalSeconds, 3);
}
