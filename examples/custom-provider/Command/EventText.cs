using Stagecraft.Events;

namespace FileHosts.Command;

/// <summary>An event as a line for people.</summary>
internal static class EventText
{
    public static void Write(TextWriter output, InfraEvent happened)
    {
        string? what = happened switch
        {
            HostCreating creating => $"creating ({creating.Size})",
            HostReady ready => $"ready, {ready.PublicIpv4 ?? ready.PrivateIpv4}, id {ready.Id}",
            HostDeleting deleting => $"deleting, id {deleting.Id}",
            HostDeleted => "deleted",
            HostFailed failed => $"failed: {failed.Message}",
            HostSkipped skipped => $"skipped: {skipped.Reason}",
            _ => null,
        };
        if (happened is HostEvent host && what is not null)
        {
            output.WriteLine($"{host.Name ?? host.MachineName}: {what}");
        }
    }
}
