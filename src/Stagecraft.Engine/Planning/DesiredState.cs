using Stagecraft.Config;
using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Planning;

/// <summary>The desired state of an environment: its hosts, sorted ordinally by name; none if the environment is to be deleted.</summary>
/// <param name="Terms">The words of the cloud.</param>
/// <param name="Ownership">The project and the environment.</param>
/// <param name="Intent">What the plan is to lead to.</param>
/// <param name="Hosts">The declared hosts.</param>
/// <param name="Choice">Which hosts the plan is limited to, and which are replaced.</param>
internal sealed record DesiredState(
    CloudTerms Terms,
    Ownership Ownership,
    PlanIntent Intent,
    IReadOnlyList<DesiredHost> Hosts,
    HostChoice Choice)
{
    /// <summary>The hosts that the file declares as protected, if the environment is to be deleted. They are kept (spec 5.4).</summary>
    public IReadOnlySet<string> KeptHosts { get; private init; } = DeclaredNames.None.Protected;

    /// <summary>The declared resources other than hosts that the plan includes. For <c>Down</c> they name what remains.</summary>
    public IReadOnlyList<DeclaredResource> Resources { get; private init; } = [];

    public IEnumerable<DeclaredResource> ResourcesOf(string kind) => Resources.Where(r => r.Kind == kind);

    /// <summary>The declared host with a name.</summary>
    /// <param name="host">The name.</param>
    /// <param name="hint">What to do if no declared host has a similar name.</param>
    /// <exception cref="CloudProviderException">The file does not declare it: <c>config_invalid</c>.</exception>
    public DesiredHost Require(string host, string hint)
    {
        string[] names = [.. Hosts.Select(h => h.Name)];
        string known = names.Length == 0 ? "none is" : "known: " + string.Join(", ", names);
        return Hosts.FirstOrDefault(h => h.Name == host) ?? throw Terms.Failure(
            ErrorCodes.ConfigInvalid,
            $"invalid config: environment '{Ownership.Environment}' does not declare host '{host}' ({known})",
            Suggestion.Nearest(host, names) is { } near ? $"did you mean '{near}'?" : hint);
    }

    /// <summary>The desired state with the hosts that its choice selects in an account.</summary>
    public DesiredState Resolved(ActualState actual) =>
        WithReplacements(this with { Choice = Choice.Resolve(Hosts, actual) });

    /// <summary>Whether a machine is never deleted.</summary>
    public bool Keeps(Machine machine) =>
        Ownership.IsProtected(machine) || (Ownership.HostOf(machine) is { } host && KeptHosts.Contains(host));

    /// <exception cref="CloudProviderException">The config has problems, or does not declare the environment: <c>config_invalid</c>, all
    /// problems together.</exception>
    public static DesiredState Of(CloudTerms terms, DeclaredConfig config, Ownership ownership, PlanIntent intent, HostChoice choice)
    {
        if (!NameRule.IsValid(ownership.Environment))
        {
            throw terms.Failure(
                ErrorCodes.ConfigInvalid, $"invalid config: '{ownership.Environment}' is not a name for an environment", NameRule.Hint);
        }

        IReadOnlyList<Problem> problems = intent == PlanIntent.Down ? config.ConnectionProblems : config.Problems;
        if (problems.Count > 0)
        {
            throw new CloudProviderException(terms.Provider, problems);
        }

        if (ownership.Project is { } project && !NameRule.IsValid(project))
        {
            throw terms.Failure(
                ErrorCodes.ConfigInvalid, $"invalid config: {Excerpt.Of(project)} is not a name for a project", NameRule.Hint);
        }

        if (intent == PlanIntent.Down)
        {
            DeclaredNames names = config.Names.GetValueOrDefault(ownership.Environment, DeclaredNames.None);
            return new(terms, ownership, intent, [], choice)
            {
                KeptHosts = names.Protected,
                Resources = ResourcesOf(config, ownership, choice),
            };
        }

        EnvironmentHosts<DeclaredHost> declared = config.Environments.FirstOrDefault(e => e.Name == ownership.Environment)
            ?? throw Undeclared(terms, ownership.Environment, [.. config.Environments.Select(e => e.Name).Order(StringComparer.Ordinal)]);
        RequireAllNames(terms, config, declared);
        bool hasSetTags = config.Resources.GetValueOrDefault(declared.Name, []).Any(r => r.CloudName.Length == 0);
        ResourceContext set = new ResourceMarks(ownership).Environment;
        using FingerprintHash hash = new();
        return new(
            terms,
            ownership,
            intent,
            [
                .. declared.Hosts.Select(h => new DesiredHost(hasSetTags ? WithSetTags(h, set) : h, ownership, hash)
                {
                    RunningStatus = terms.RunningStatus,
                }),
            ],
            choice)
        {
            Resources = ResourcesOf(config, ownership, choice),
        };
    }

    private static DeclaredResource[] ResourcesOf(DeclaredConfig config, Ownership ownership, HostChoice choice)
    {
        ResourceMarks marks = new(ownership);
        return
        [
            .. config.Resources.GetValueOrDefault(ownership.Environment, [])
                .Where(r => !choice.IsLimited || (r.Host is { } host && choice.IsTarget(host)))
                .Select(marks.WithCloudName)
                .OrderBy(r => ResourceKind.Rank(r.Kind)).ThenBy(r => r.Name, StringComparer.Ordinal),
        ];
    }

    private static DesiredState WithReplacements(DesiredState desired)
    {
        using FingerprintHash hash = new();
        return desired.Choice.Replace.Count == 0 ? desired : desired with
        {
            Hosts =
            [
                .. desired.Hosts.Select(h => desired.Choice.IsReplaced(h.Name)
                    ? new DesiredHost(h.Declared, desired.Ownership, hash, isReplacement: true) { RunningStatus = h.RunningStatus }
                    : h),
            ],
        };
    }

    private static DeclaredHost WithSetTags(DeclaredHost host, ResourceContext set) => host with
    {
        Tags = [.. host.Tags.Append(set.SetTag).Append(set.SetTagOf(host.Role)).Order(StringComparer.Ordinal)],
    };

    /// <summary>The desired state that a plan was made from, if it was made from this config.</summary>
    /// <exception cref="CloudProviderException">It was made from another config: <c>plan_stale</c>. The config has problems:
    /// <c>config_invalid</c>.</exception>
    public static DesiredState Of(CloudTerms terms, DeclaredConfig config, InfraPlan plan)
    {
        if (plan.Provider != terms.Provider)
        {
            throw terms.Failure(ErrorCodes.PlanStale, $"the plan was made by the provider {Excerpt.Of(plan.Provider)}");
        }

        HostChoice choice = new(plan.Targets, plan.Replace, plan.Resize, plan.PowerOn) { Surge = plan.Surge };
        Ownership ownership = new(plan.Project, plan.Environment, config.MachineNames);
        DesiredState down = Of(terms, config, ownership, PlanIntent.Down, choice);
        if (Fingerprints.OfConfig(down) == plan.Fingerprint.Config && PlanFit.FitsDown(plan, down))
        {
            return down;
        }

        DesiredState desired = WithReplacements(Of(terms, config, ownership, PlanIntent.Converge, choice));
        return Fingerprints.OfConfig(desired) == plan.Fingerprint.Config && PlanFit.Fits(plan, desired)
            ? desired
            : throw terms.Failure(ErrorCodes.PlanStale, "the plan was made from another config", "plan again and review what changed");
    }

    // A host that the driver dropped would count as removed from the file, and its machine would be deleted.
    private static void RequireAllNames(CloudTerms terms, DeclaredConfig config, EnvironmentHosts<DeclaredHost> declared)
    {
        string[] dropped = config.Names.TryGetValue(declared.Name, out DeclaredNames? names)
            ? [.. names.Hosts.Except(declared.Hosts.Select(h => h.Name)).Order(StringComparer.Ordinal)]
            : [];
        if (dropped.Length > 0)
        {
            throw terms.Failure(
                ErrorCodes.ConfigInvalid,
                $"invalid config: the driver returned no settings for {string.Join(", ", dropped.Select(n => $"host '{n}'"))} " +
                "and reported no problem");
        }
    }

    private static CloudProviderException Undeclared(CloudTerms terms, string environment, string[] known) => terms.Failure(
        ErrorCodes.ConfigInvalid,
        $"invalid config: environment '{environment}' is not declared "
            + $"({(known.Length == 0 ? "none is" : "known: " + string.Join(", ", known))})",
        Suggestion.Nearest(environment, known) is { } near ? $"did you mean '{near}'?" : null);
}
