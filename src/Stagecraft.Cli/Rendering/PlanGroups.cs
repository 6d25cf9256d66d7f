using Stagecraft.Plans;

namespace Stagecraft.Cli.Rendering;

/// <summary>What a plan changes, in the order that it is shown: what destroys comes first. spec/cli/output.md, 1.1.</summary>
internal static class PlanGroups
{
    internal static IReadOnlyList<PlanGroup> Of(InfraPlan plan)
    {
        Dictionary<string, HostSpec> anew = Replaced(plan);
        List<PlanGroup> groups = new List<PlanGroup>();
        if (plan.ToDelete.Count > 0)
        {
            IEnumerable<PlanChange> changes = plan.ToDelete.Select(d =>
                d is { Name: { } name, Reason: DeleteReason.Replace } && anew.TryGetValue(name, out HostSpec? host) ? Replace(d, host) : Delete(d));
            groups.Add(new PlanGroup(DeleteHead(plan.ToDelete.Count, anew.Count), Tone.Delete, [.. changes]));
        }

        PlanChange[] creates = [.. plan.ToCreate.Where(h => !anew.ContainsKey(h.Name)).Select(Create)];
        if (creates.Length > 0)
        {
            groups.Add(new PlanGroup($"{Words.Count(creates.Length, "host")} to create", Tone.Create, creates));
        }

        if (plan.ToProtect.Count > 0)
        {
            groups.Add(new PlanGroup($"{Words.Count(plan.ToProtect.Count, "host")} to protect", Tone.Create, [.. plan.ToProtect.Select(Protect)]));
        }

        if (plan.Drift.Count > 0)
        {
            int hosts = plan.Drift.Select(d => d.Id).Distinct().Count();
            groups.Add(new PlanGroup(hosts == 1 ? "1 host drifted, left as it is" : $"{Words.Number(hosts)} hosts drifted, left as they are", Tone.Drift, [.. plan.Drift.Select(Drift)]));
        }

        return groups;
    }

    /// <summary>The hosts that are deleted only to be created again, by name.</summary>
    internal static Dictionary<string, HostSpec> Replaced(InfraPlan plan)
    {
        HashSet<string> names = [.. plan.ToDelete.Where(d => d is { Name: not null, Reason: DeleteReason.Replace }).Select(d => d.Name!)];
        return plan.ToCreate.Where(h => names.Contains(h.Name)).ToDictionary(h => h.Name, StringComparer.Ordinal);
    }

    private static string DeleteHead(int count, int anew) => (count, anew) switch
    {
        (_, 0) => $"{Words.Count(count, "droplet")} to delete",
        (1, _) => "1 droplet to delete and create anew",
        _ => $"{Words.Count(count, "droplet")} to delete, {Words.Number(anew)} of them to be created anew",
    };

    private static PlanChange Delete(HostDeletion host) => new("-", Tone.Delete, Words.Host(host.Name, host.MachineName), Why(host))
    {
        Columns = [host.Role ?? "-", host.Size, host.Region],
    };

    private static PlanChange Replace(HostDeletion before, HostSpec after) => new("-/+", Tone.Delete, after.Name, Why(before))
    {
        Columns = [after.Role, Step(before.Size, after.Size), Step(before.Region, after.Region)],
    };

    private static PlanChange Create(HostSpec host) => new("+", Tone.Create, host.Name, null)
    {
        Columns = [host.Role, host.Size, host.Region],
        Image = host.Image,
    };

    private static PlanChange Protect(HostProtection host) =>
        new("!", Tone.Create, host.Name, $"no command deletes it until it is unprotected (id {host.Id})");

    private static PlanChange Drift(HostDrift drift) => new(
        "~",
        Tone.Drift,
        Words.Host(drift.Name, drift.MachineName),
        $"{drift.Field} is {drift.Actual ?? "nothing"}, declared {drift.Declared ?? "nothing"} (id {drift.Id})");

    private static string Why(HostDeletion host) => $"id {host.Id}, {DeleteReasonJson.Word(host.Reason)}";

    private static string Step(string before, string after) => before == after ? after : $"{before} -> {after}";
}
