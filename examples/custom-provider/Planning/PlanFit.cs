using FileHosts.Command;
using Stagecraft.Errors;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace FileHosts.Planning;

/// <summary>Whether a plan was made of this config. A plan may come from a file, and say anything.</summary>
internal static class PlanFit
{
    /// <summary>What the plan wanted.</summary>
    /// <exception cref="CloudProviderException">It was made of another config, or its lists cannot have come of this one: <c>plan_stale</c>.</exception>
    public static Wanted WantedBy(ApplyOptions options)
    {
        foreach (PlanIntent intent in new[] { PlanIntent.Down, PlanIntent.Converge })
        {
            Wanted wanted = Wanted.Of(new PlanOptions
            {
                Config = options.Config,
                Project = options.Plan.Project,
                Environment = options.Plan.Environment,
                Intent = intent,
                Targets = options.Plan.Targets,
                Replace = intent == PlanIntent.Converge ? options.Plan.Replace : [],
            });
            if (options.Plan.Fingerprint.Config == Fingerprints.OfConfig(wanted) && options.Plan.Provider == FileProvider.ProviderId && Fits(options.Plan, wanted))
            {
                return wanted;
            }
        }

        throw new CloudProviderException(
            FileProvider.ProviderId,
            new Problem(ErrorCodes.PlanStale, "the plan was made from another config", "plan again and review what changed"));
    }

    private static bool Fits(InfraPlan plan, Wanted wanted)
    {
        Dictionary<string, HostSpec> specs = wanted.Hosts.Where(h => wanted.IsTarget(h.Name)).Select(wanted.SpecOf).ToDictionary(s => s.Name, StringComparer.Ordinal);
        return plan.ToProtect.Count == 0
            && plan.ToCreate.All(c => specs.TryGetValue(c.Name, out HostSpec? spec) && spec with { Tags = c.Tags } == c && spec.Tags.SequenceEqual(c.Tags))
            && plan.Unchanged.All(u => specs.ContainsKey(u.Name))
            && plan.ToDelete.All(d => wanted.IsTarget(d.Name) && d.Reason switch
            {
                DeleteReason.Down => wanted.Intent == PlanIntent.Down,
                DeleteReason.Undeclared => wanted.Intent == PlanIntent.Converge && d.Name is not null && wanted.Hosts.All(h => h.Name != d.Name),
                DeleteReason.Replace => d.Name is not null && wanted.Replace.Contains(d.Name) && plan.ToCreate.Any(c => c.Name == d.Name),
                _ => false,
            });
    }
}
