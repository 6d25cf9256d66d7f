using System.Text.Json;
using Stagecraft.Plans;

namespace Stagecraft.Providers;

/// <summary>Writes existing hosts as JSON, as specified in <c>spec/cli/output.md</c>, 5.2.</summary>
public static class HostsJson
{
    /// <summary>The document of one environment, on several lines and without a final line end.</summary>
    /// <param name="provider">The provider's id.</param>
    /// <param name="project">The project, or null.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="hosts">The hosts; they are written in the order they have.</param>
    public static string ToText(string provider, string? project, string environment, IReadOnlyList<HostStatus> hosts)
    {
        ArgumentNullException.ThrowIfNull(hosts);
        return JsonText.ToText(indented: true, json =>
        {
            json.WriteString("provider", provider);
            json.WriteString("project", project);
            json.WriteString("environment", environment);
            WriteHosts(json, hosts);
        });
    }

    /// <summary>Writes the member <c>hosts</c>, for documents that hold hosts among other things.</summary>
    /// <param name="json">The writer; an object must be open.</param>
    /// <param name="hosts">The hosts; they are written in the order they have.</param>
    public static void WriteHosts(Utf8JsonWriter json, IReadOnlyList<HostStatus> hosts) => json.WriteObjects("hosts", hosts, host =>
    {
        json.WriteString("name", host.Name);
        json.WriteString("machine_name", host.MachineName);
        json.WriteString("role", host.Role);
        json.WriteString("size", host.Size);
        json.WriteString("region", host.Region);
        json.WriteString("id", host.Id.Value);
        json.WriteString("status", host.Status);
        json.WriteString("public_ipv4", host.PublicIpv4);
        json.WriteString("reserved_ipv4", host.ReservedIpv4);
        json.WriteString("private_ipv4", host.PrivateIpv4);
        json.WriteString("public_ipv6", host.PublicIpv6);
        json.WriteBoolean("declared", host.IsDeclared);
        json.WriteBoolean("protected", host.IsProtected);
        json.WriteStrings("tags", host.Tags);
    });
}
