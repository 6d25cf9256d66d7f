using Stagecraft.Cli.Cloud;
using Stagecraft.Cli.Context;
using Stagecraft.Cli.Terminal;

namespace Stagecraft.Cli.Rendering;

/// <summary>The hosts that exist: of one environment as a table (spec/cli/output.md, 5.1), of every environment of the account as a table
/// or as JSON (5.7).</summary>
internal static class HostsView
{
    private const string NotDeclared = "* not declared in the file";

    internal static void Write(TextOutput output, IReadOnlyList<HostStatus> hosts)
    {
        Segment[] reserved = hosts.Any(h => h.ReservedIpv4 is not null) ? ["RESERVED"] : [];
        Segment[] head = ["NAME", "STATUS", "PUBLIC", .. reserved, "PRIVATE", "ID", "ROLE", "SIZE", "REGION", "PROTECTED"];
        Columns.WriteTable(output, [head, .. InOrder(hosts).Select(h => Row(h, reserved.Length > 0))]);
        if (hosts.Any(h => !h.IsDeclared))
        {
            output.Line(NotDeclared);
        }
    }

    internal static void Write(TextOutput output, IReadOnlyList<AccountEnvironment> environments)
    {
        Segment[] head = ["PROJECT", "ENVIRONMENT", "NAME", "STATUS", "PUBLIC", "ID", "ROLE", "SIZE", "REGION", "PROTECTED"];
        Columns.WriteTable(output, [head, .. environments.SelectMany(e => InOrder(e.Hosts).Select(h => Row(e, h)))]);
        if (environments.Any(e => !e.IsDeclared || e.Hosts.Any(h => !h.IsDeclared)))
        {
            output.Line(NotDeclared);
        }
    }

    internal static void WriteJson(CommandIo io, StagecraftFile file, IReadOnlyList<AccountEnvironment> environments) =>
        io.WriteResult(JsonText.ToText(indented: true, json =>
        {
            json.WriteString("provider", file.ProviderId);
            json.WriteObjects("environments", environments, environment =>
            {
                json.WriteString("project", environment.Project);
                json.WriteString("environment", environment.Environment);
                json.WriteBoolean("declared", environment.IsDeclared);
                HostsJson.WriteHosts(json, environment.Hosts);
            });
        }));

    private static IEnumerable<HostStatus> InOrder(IReadOnlyList<HostStatus> hosts) => hosts.OrderBy(h => h.Name, NaturalOrder.Instance);

    private static Segment[] Row(HostStatus host, bool withReserved) =>
    [
        Words.Host(host.Name, host.MachineName) + (host.IsDeclared ? "" : "*"), Status(host), host.PublicIpv4 ?? "-",
        .. withReserved ? (Segment[])[host.ReservedIpv4 ?? "-"] : [], host.PrivateIpv4 ?? "-", host.Id.Value,
        host.Role ?? "-", host.Size, host.Region, Protection(host),
    ];

    private static Segment[] Row(AccountEnvironment environment, HostStatus host) =>
    [
        environment.Project ?? "-",
        (environment.Environment ?? "(unclear)") + (environment.IsDeclared ? "" : "*"),
        Words.Host(host.Name, host.MachineName) + (environment.IsDeclared && !host.IsDeclared ? "*" : ""), Status(host),
        host.PublicIpv4 ?? "-", host.Id.Value, host.Role ?? "-", host.Size, host.Region, Protection(host),
    ];

    private static string Protection(HostStatus host) => host.IsProtected ? "yes" : "-";

    private static Segment Status(HostStatus host) => new(host.Status, Clouds.IsRunning(host.Status) ? Tone.Plain : Tone.Warning);
}
