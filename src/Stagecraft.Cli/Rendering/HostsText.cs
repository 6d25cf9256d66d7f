using Stagecraft.Cli.Terminal;

namespace Stagecraft.Cli.Rendering;

/// <summary>The hosts that exist, as a table. spec/cli/output.md, 5.1.</summary>
internal static class HostsText
{
    private static readonly Segment[] Head = ["NAME", "STATUS", "PUBLIC", "PRIVATE", "ID", "ROLE", "SIZE", "REGION"];

    internal static void Write(TextOutput output, IReadOnlyList<HostStatus> hosts)
    {
        Columns.WriteTable(output, [Head, .. hosts.OrderBy(h => h.Name, NaturalOrder.Instance).Select(Row)]);
        if (hosts.Any(h => !h.IsDeclared))
        {
            output.Line("* not declared in the file");
        }
    }

    private static Segment[] Row(HostStatus host) =>
    [
        Words.Host(host.Name, host.MachineName) + (host.IsDeclared ? "" : "*"),
        new(host.Status, host.Status == "active" ? Tone.Plain : Tone.Warning),
        host.PublicIpv4 ?? "-", host.PrivateIpv4 ?? "-", host.Id.Value, host.Role ?? "-", host.Size, host.Region,
    ];
}
