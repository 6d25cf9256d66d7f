using System.Globalization;
using System.Text;

namespace Stagecraft.Cli.Rendering;

/// <summary>The declared environment as a Mermaid flowchart. spec/cli/output.md, 2.0.1.</summary>
internal sealed class PlanDiagram
{
    private const int MaxNodes = 20;
    private const string Internet = "internet";

    private readonly EnvironmentMap _map;
    private readonly Dictionary<(string Kind, string Name), string> _changes;
    private readonly (string Name, EnvironmentMap.Host[] Hosts)[] _roles;
    private readonly StringBuilder _nodes = new();
    private readonly StringBuilder _edges = new();

    private PlanDiagram(InfraPlan plan, EnvironmentMap map)
    {
        _map = map;
        _changes = plan.Changes.Where(c => c.Name is not null && c.Actions != ResourceActions.Delete)
            .DistinctBy(c => (c.Kind, c.Name)).ToDictionary(c => (c.Kind, c.Name!), Mark);
        _roles = [.. map.Hosts.GroupBy(h => h.Role, StringComparer.Ordinal).OrderBy(g => g.Key, NaturalOrder.Instance)
            .Select(g => (g.Key, g.ToArray()))];
    }

    /// <summary>The flowchart; null for a plan that has rows of hosts only or deletes the environment, and for too many nodes.</summary>
    internal static string? Of(InfraPlan plan, ConfigNode provider)
    {
        bool isShown = plan.Changes.Any(c => c.Kind != ResourceKind.Host) && plan.Changes.All(c => c.Reason != DeleteReason.Down);
        return isShown ? new PlanDiagram(plan, EnvironmentMap.Of(provider, plan.Environment)).Text() : null;
    }

    private string? Text()
    {
        int balancers = 1 + _map.LoadBalancers.Count;
        int nodes = balancers + _map.Hosts.Sum(h => 1 + h.Volumes.Count + (h.ReservedIp is null ? 0 : 1));
        if (_roles.Length == 0 || balancers + _roles.Length > MaxNodes)
        {
            return null;
        }

        Node(_nodes, "  ", Internet, "([", Internet, "])");
        for (int i = 0; i < _roles.Length; i++)
        {
            if (nodes <= MaxNodes)
            {
                Box(i);
            }
            else
            {
                Node(_nodes, "  ", $"role{Words.Number(i)}", "[", Collapsed(_roles[i]), "]");
            }
        }

        for (int i = 0; i < _map.LoadBalancers.Count; i++)
        {
            (string name, string role) = _map.LoadBalancers[i];
            string id = $"balancer{Words.Number(i)}";
            Node(_nodes, "  ", id, "[", $"load balancer {name}{MarkOf(ResourceKind.LoadBalancer, name)}", "]");
            Edge(Internet, "-->", id);
            int target = Array.FindIndex(_roles, r => r.Name == role);
            if (target >= 0)
            {
                Edge(id, "-->", $"role{Words.Number(target)}");
            }
        }

        return $"flowchart LR\n{_nodes}{_edges}";
    }

    /// <summary>A role with its hosts, their volumes and their reserved IPs.</summary>
    private void Box(int index)
    {
        (string role, EnvironmentMap.Host[] hosts) = _roles[index];
        StringBuilder outside = new StringBuilder();
        _nodes.Append(CultureInfo.InvariantCulture, $"  subgraph role{index}[\"{Label(Title(role))}\"]\n");
        for (int i = 0; i < hosts.Length; i++)
        {
            EnvironmentMap.Host host = hosts[i];
            string id = $"host{Words.Number(index)}x{Words.Number(i)}";
            Node(_nodes, "    ", id, "[", host.Name + MarkOf(ResourceKind.Host, host.Name), "]");
            for (int v = 0; v < host.Volumes.Count; v++)
            {
                string volume = host.Volumes[v];
                string mark = MarkOf(ResourceKind.Volume, $"{host.Name}-{volume}");
                Node(outside, "  ", $"{id}v{Words.Number(v)}", "[(", $"volume {volume}{mark}", ")]");
                Edge(id, "---", $"{id}v{Words.Number(v)}");
            }

            if (host.ReservedIp is { } address)
            {
                Node(outside, "  ", $"{id}ip", "[", $"reserved IP {address}{MarkOf(ResourceKind.ReservedIp, host.Name)}", "]");
                Edge(Internet, "-->", $"{id}ip");
                Edge($"{id}ip", "-->", id);
            }
        }

        _nodes.Append("  end\n").Append(outside);
    }

    private string Title(string role)
    {
        IEnumerable<string> firewalls = _map.Firewalls.Where(f => f.Roles?.Contains(role, StringComparer.Ordinal) ?? true)
            .Select(f => $"firewall {f.Name}{MarkOf(ResourceKind.Firewall, f.Name)}");
        return string.Join(", ", firewalls.Prepend(role));
    }

    private string Collapsed((string Name, EnvironmentMap.Host[] Hosts) role)
    {
        (int Count, string Noun)[] counts =
        [
            (role.Hosts.Length, "host"),
            (role.Hosts.Sum(h => h.Volumes.Count), "volume"),
            (role.Hosts.Count(h => h.ReservedIp is not null), "reserved IP"),
        ];
        return $"{Title(role.Name)}: {string.Join(", ", counts.Where(c => c.Count > 0).Select(c => Words.Count(c.Count, c.Noun)))}";
    }

    private void Edge(string from, string arrow, string to) => _edges.Append(CultureInfo.InvariantCulture, $"  {from} {arrow} {to}\n");

    private static void Node(StringBuilder nodes, string indent, string id, string open, string label, string close) =>
        nodes.Append(CultureInfo.InvariantCulture, $"{indent}{id}{open}\"{Label(label)}\"{close}\n");

    private string MarkOf(string kind, string name) => _changes.GetValueOrDefault((kind, name), "");

    // A word, because a sign at the start of a label is a list in Markdown.
    private static string Mark(ResourceChange change) => change.Actions switch
    {
        ResourceActions.Create => " (new)",
        ResourceActions.Update => RolloutText.IsResized(change) ? " (resized)" : " (changed)",
        ResourceActions.Replace => " (replaced)",
        _ => change.HasDrift ? " (drifted)" : "",
    };

    /// <summary>A label within quotes. Mermaid reads <c>#35;</c> as a character.</summary>
    private static string Label(string text)
    {
        StringBuilder label = new StringBuilder();
        foreach (Rune rune in TextSanitizer.Masked(text).EnumerateRunes())
        {
            bool isPlain = rune.IsAscii && (Rune.IsLetterOrDigit(rune) || " -.,:/()".Contains((char)rune.Value, StringComparison.Ordinal));
            label.Append(isPlain ? rune.ToString() : string.Create(CultureInfo.InvariantCulture, $"#{rune.Value};"));
        }

        return label.ToString();
    }
}
