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
        Dictionary<string, ResourceChange> specs = wanted.Hosts
            .Where(h => wanted.IsTarget(h.Name))
            .ToDictionary(h => h.Name, h => HostChange.Create(wanted.SpecOf(h)), StringComparer.Ordinal);
        return plan.Changes.All(c => c.Kind == ResourceKind.Host && wanted.IsTarget(c.Name) && c.Actions switch
        {
            ResourceActions.None => c.Name is null || specs.ContainsKey(c.Name),
            ResourceActions.Create => IsDeclared(c),
            ResourceActions.Replace => IsDeclared(c) && wanted.Replace.Contains(c.Name!),
            ResourceActions.Delete when c.Reason == DeleteReason.Down => wanted.Intent == PlanIntent.Down,
            ResourceActions.Delete when c.Reason == DeleteReason.Undeclared => wanted.Intent == PlanIntent.Converge && c.Name is not null && wanted.Hosts.All(h => h.Name != c.Name),
            _ => false,
        });

        bool IsDeclared(ResourceChange change) =>
            change.Name is { } name
            && specs.TryGetValue(name, out ResourceChange? spec)
            && change.NewCloudName == spec.CloudName
            && spec.Fields.All(f => change.Declared(f.Name) == f.Declared);
    }
}
