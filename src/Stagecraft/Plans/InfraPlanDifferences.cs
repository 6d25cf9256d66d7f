using System.Globalization;

namespace Stagecraft.Plans;

/// <summary>In what a plan made anew differs from one that was reviewed. Specified in <c>spec/providers/cloud/interface.md</c>, 3.1.</summary>
public static class InfraPlanDifferences
{
    private const string HiddenConfig =
        "the config changed in what a plan does not show, for instance the SSH key, or user_data, tags, image, monitoring, backups, ipv6 or VPC of a host";

    private const string HiddenAccount = "the account changed in what a plan does not show: tags or protection of a machine of the environment";

    /// <summary>Compares two plans. Warnings and prices play no part.</summary>
    /// <param name="reviewed">The plan that was agreed to.</param>
    /// <param name="now">The plan as it is made now.</param>
    /// <returns>Each difference as a sentence without a full stop; none where both were made from the same and do the same.</returns>
    public static IReadOnlyList<string> Between(InfraPlan reviewed, InfraPlan now)
    {
        ArgumentNullException.ThrowIfNull(reviewed);
        ArgumentNullException.ThrowIfNull(now);
        List<string> whose = [.. OfWhom(reviewed, now)];
        List<string> config = [.. OfDeclared(reviewed, now)];
        List<string> droplets = [.. OfDroplets(reviewed, now)];
        bool isConfigOther = reviewed.Fingerprint.Config != now.Fingerprint.Config;
        bool isAccountOther = reviewed.Fingerprint.Account != now.Fingerprint.Account;

        // A drift can come from either side: where only the config changed, it tells of that.
        if (isConfigOther && whose.Count == 0 && config.Count == 0 && (isAccountOther || droplets.Count == 0))
        {
            config.Add(HiddenConfig);
        }

        if (isAccountOther && droplets.Count == 0)
        {
            droplets.Add(HiddenAccount);
        }

        return [.. whose, .. config, .. droplets];
    }

    private static IEnumerable<string> OfWhom(InfraPlan reviewed, InfraPlan now)
    {
        (string What, string? Before, string? After)[] parts =
        [
            ("provider", reviewed.Provider, now.Provider),
            ("project", reviewed.Project, now.Project),
            ("environment", reviewed.Environment, now.Environment),
            ("list of targets", Names(reviewed.Targets), Names(now.Targets)),
            ("list of hosts to replace", Names(reviewed.Replace), Names(now.Replace)),
        ];
        return parts.Where(p => p.Before != p.After).Select(p => Changed($"the {p.What}", p.Before, p.After));
    }

    private static IEnumerable<string> OfDeclared(InfraPlan reviewed, InfraPlan now)
    {
        SortedSet<string> before = Declared(reviewed);
        SortedSet<string> after = Declared(now);
        Dictionary<string, HostSpec> planned = reviewed.ToCreate.ToDictionary(h => h.Name, StringComparer.Ordinal);
        return
        [
            .. after.Except(before).Select(h => $"the config: host '{h}' is declared now"),
            .. before.Except(after).Select(h => $"the config: host '{h}' is no longer declared"),
            .. now.ToCreate.SelectMany(h => planned.TryGetValue(h.Name, out HostSpec? was) ? OfHost(was, h) : []),
        ];
    }

    private static IEnumerable<string> OfHost(HostSpec was, HostSpec host)
    {
        (string Field, string Before, string After)[] fields =
        [
            ("machine name", was.MachineName, host.MachineName),
            ("role", was.Role, host.Role),
            ("size", was.Size, host.Size),
            ("region", was.Region, host.Region),
            ("image", was.Image, host.Image),
            ("tags", string.Join(',', was.Tags), string.Join(',', host.Tags)),
        ];
        return fields.Where(f => f.Before != f.After).Select(f => Changed($"the config: {f.Field} of host '{host.Name}'", f.Before, f.After));
    }

    private static IEnumerable<string> OfDroplets(InfraPlan reviewed, InfraPlan now)
    {
        SortedDictionary<MachineId, (string Name, string State)> before = Droplets(reviewed, now);
        SortedDictionary<MachineId, (string Name, string State)> after = Droplets(now, reviewed);
        foreach ((MachineId id, (string name, string state)) in before)
        {
            if (!after.TryGetValue(id, out (string Name, string State) found))
            {
                yield return $"machine {Text(name, id)} is gone, was taken away or is protected now; it was {state}";
            }
            else if (found.Name != name)
            {
                yield return $"machine {Text(name, id)} is called '{found.Name}' now";
            }
            else if (found.State != state)
            {
                yield return $"machine {Text(name, id)} was {state}, and is {found.State} now";
            }
        }

        foreach ((MachineId id, (string name, string state)) in after)
        {
            if (!before.ContainsKey(id))
            {
                yield return $"machine {Text(name, id)} has come; it is {state}";
            }
        }
    }

    private static SortedSet<string> Declared(InfraPlan plan) => new(
        plan.ToCreate.Select(h => h.Name).Concat(plan.Unchanged.Select(h => h.Name)).Concat(plan.ToProtect.Select(p => p.Name)).Concat(plan.Drift.Select(d => d.Name).OfType<string>()),
        StringComparer.Ordinal);

    /// <summary>Every machine that a plan names, and what it says of it.</summary>
    private static SortedDictionary<MachineId, (string Name, string State)> Droplets(InfraPlan plan, InfraPlan other)
    {
        SortedDictionary<MachineId, (string Name, string State)> droplets = [];
        foreach (UnchangedHost host in plan.Unchanged)
        {
            droplets[host.Id] = (host.MachineName, "unchanged");
        }

        foreach (IGrouping<MachineId, HostDrift> drift in plan.Drift.GroupBy(d => d.Id))
        {
            IEnumerable<string> fields = drift.Select(d => $"{d.Field} is {d.Actual ?? "nothing"}, declared {d.Declared ?? "nothing"}");
            droplets[drift.Key] = (drift.First().MachineName, $"drifted ({string.Join("; ", fields)})");
        }

        foreach (HostProtection host in plan.ToProtect)
        {
            droplets[host.Id] = droplets.TryGetValue(host.Id, out (string Name, string State) drifted)
                ? (drifted.Name, drifted.State + " and to be protected")
                : (NameOf(host, other) ?? $"{plan.Environment}-{host.Name}", "to be protected");
        }

        foreach (HostDeletion host in plan.ToDelete)
        {
            droplets[host.Id] = (host.MachineName, $"to be deleted ({DeleteReasonJson.Word(host.Reason)}; {host.Role ?? "no role"}, {host.Size}, {host.Region})");
        }

        return droplets;
    }

    /// <summary>A protection does not tell the machine's name; the other plan may.</summary>
    private static string? NameOf(HostProtection host, InfraPlan other) =>
        other.Unchanged.FirstOrDefault(h => h.Id == host.Id)?.MachineName
        ?? other.Drift.FirstOrDefault(d => d.Id == host.Id)?.MachineName
        ?? other.ToDelete.FirstOrDefault(d => d.Id == host.Id)?.MachineName;

    private static string Changed(string what, string? before, string? after) => $"{what} was {Shown(before)}, and is {Shown(after)} now";

    private static string Shown(string? value) => string.IsNullOrEmpty(value) ? "none" : $"'{value}'";

    private static string Names(IReadOnlyList<string> names) => string.Join(", ", names);

    private static string Text(string name, MachineId id) => string.Create(CultureInfo.InvariantCulture, $"'{name}' ({id})");
}
