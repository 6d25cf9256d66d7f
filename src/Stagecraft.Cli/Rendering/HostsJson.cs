using System.Text.Json;
using Stagecraft.Config;
using Stagecraft.Providers;

namespace Stagecraft.Cli.Rendering;

/// <summary>The hosts that exist, as JSON. spec/cli/output.md, 5.2.</summary>
internal static class HostsJson
{
    internal static void Write(TextWriter output, StagecraftFile file, string environment, IReadOnlyList<HostStatus> hosts) =>
        JsonDocumentText.Write(output, indented: true, json =>
        {
            json.WriteString("provider", file.ProviderId);
            json.WriteString("project", file.Project);
            json.WriteString("environment", environment);
            WriteHosts(json, hosts);
        });

    internal static void WriteHosts(Utf8JsonWriter json, IReadOnlyList<HostStatus> hosts)
    {
        json.WriteStartArray("hosts");
        foreach (HostStatus host in hosts)
        {
            WriteHost(json, host);
        }

        json.WriteEndArray();
    }

    private static void WriteHost(Utf8JsonWriter json, HostStatus host)
    {
        json.WriteStartObject();
        json.WriteString("name", host.Name);
        json.WriteString("droplet_name", host.DropletName);
        json.WriteString("role", host.Role);
        json.WriteString("size", host.Size);
        json.WriteString("region", host.Region);
        json.WriteNumber("id", host.Id);
        json.WriteString("status", host.Status);
        json.WriteString("public_ipv4", host.PublicIpv4);
        json.WriteString("private_ipv4", host.PrivateIpv4);
        json.WriteString("public_ipv6", host.PublicIpv6);
        json.WriteBoolean("declared", host.IsDeclared);
        json.WriteEndObject();
    }
}
