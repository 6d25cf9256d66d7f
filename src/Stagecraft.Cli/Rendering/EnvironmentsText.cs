using Stagecraft.Cli.Terminal;

namespace Stagecraft.Cli.Rendering;

/// <summary>Every environment of the account, as a table. spec/cli/output.md, 5.7.</summary>
internal static class EnvironmentsText
{
    private static readonly Segment[] Head = ["PROJECT", "ENVIRONMENT", "NAME", "STATUS", "PUBLIC", "ID", "ROLE", "SIZE", "REGION"];

    internal static void Write(TextOutput output, IReadOnlyList<AccountEnvironment> environments)
    {
        IEnumerable<Segment[]> rows = environments
            .SelectMany(e => e.Hosts.OrderBy(h => h.Name, NaturalOrder.Instance).Select(h => Row(e, h)));
        Columns.WriteTable(output, [Head, .. rows]);
        if (environments.Any(e => !e.IsDeclared || e.Hosts.Any(h => !h.IsDeclared)))
        {
            output.Line("* not declared in the file");
        }
    }

    private static Segment[] Row(AccountEnvironment environment, HostStatus host) =>
    [
        environment.Project ?? "-",
        (environment.Environment ?? "(unclear)") + (environment.IsDeclared ? "" : "*"),
        Words.Host(host.Name, host.MachineName) + (environment.IsDeclared && !host.IsDeclared ? "*" : ""),
        new(host.Status, host.Status == "active" ? Tone.Plain : Tone.Warning),
        host.PublicIpv4 ?? "-", host.Id.Value, host.Role ?? "-", host.Size, host.Region,
    ];
}
