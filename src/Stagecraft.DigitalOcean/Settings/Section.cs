using Stagecraft.Config;
using Stagecraft.DigitalOcean.Planning;
using Stagecraft.Errors;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Settings;

/// <summary>From the provider's section to what is wanted of an environment.</summary>
internal static class Section
{
    /// <exception cref="CloudProviderException">The section is wrong, or does not declare the environment: <c>config_invalid</c>, all problems together.</exception>
    public static DesiredState Desire(
        ConfigNode config,
        string? project,
        string environment,
        PlanIntent intent,
        out DigitalOceanSettings settings,
        HostChoice? choice = null)
    {
        if (!NameRule.IsValid(environment))
        {
            throw Invalid(new Problem(
                ErrorCodes.ConfigInvalid,
                $"invalid config: '{environment}' is not a name for an environment",
                NameRule.Hint));
        }

        SettingsResult result = SettingsParser.Parse(config, project, Scope(intent), UserData.ReadFile);
        settings = result.Settings ?? throw new CloudProviderException(DigitalOceanProvider.ProviderId, result.Problems);
        if (intent == PlanIntent.Converge && !settings.Environments.Any(e => e.Name == environment))
        {
            throw Invalid(Undeclared(environment, [.. settings.Environments.Select(e => e.Name).Order(StringComparer.Ordinal)]));
        }

        return DesiredState.Of(settings, new Ownership(project, environment), intent, choice ?? HostChoice.All);
    }

    /// <summary>What a plan wanted, where it was made from this very section; what it was made for shows in its fingerprint.</summary>
    /// <exception cref="CloudProviderException">It was made from another: <c>plan_stale</c>. The section is wrong: <c>config_invalid</c>.</exception>
    public static DesiredState DesireOf(InfraPlan plan, ConfigNode config, out DigitalOceanSettings settings)
    {
        HostChoice choice = new(plan.Targets, plan.Replace);
        DesiredState clear = Desire(config, plan.Project, plan.Environment, PlanIntent.Clear, out settings, choice);
        if (Fingerprints.OfConfig(clear) == plan.Fingerprint.Config && PlanFit.FitsClear(plan, choice))
        {
            return clear;
        }

        DesiredState desired = Desire(config, plan.Project, plan.Environment, PlanIntent.Converge, out settings, choice);
        return Fingerprints.OfConfig(desired) == plan.Fingerprint.Config && PlanFit.Fits(plan, desired)
            ? desired
            : throw new CloudProviderException(
                DigitalOceanProvider.ProviderId,
                new Problem(ErrorCodes.PlanStale, "the plan was made from another config", "plan again and review what changed"));
    }

    /// <summary>What is needed to reach the account.</summary>
    /// <exception cref="CloudProviderException">That is wrong: <c>config_invalid</c>.</exception>
    public static DigitalOceanSettings Connection(ConfigNode config, string? project)
    {
        SettingsResult result = SettingsParser.Parse(config, project, SettingsScope.Connection, UserData.ReadFile);
        return result.Settings ?? throw new CloudProviderException(DigitalOceanProvider.ProviderId, result.Problems);
    }

    /// <summary>The names under <c>hosts.{environment}</c>, unchecked; empty where there is no such environment.</summary>
    public static IReadOnlySet<string> HostsOf(ConfigNode config, string environment) =>
        DeclaredHostsOf(config, environment) ?? new HashSet<string>();

    /// <summary>As <see cref="HostsOf"/>, but null where there is no such environment.</summary>
    public static IReadOnlySet<string>? DeclaredHostsOf(ConfigNode config, string environment) =>
        ((config as ConfigMapping)?.Find("hosts") as ConfigMapping)?.Find(environment) is ConfigMapping hosts
            ? hosts.Entries.Select(e => e.Key).ToHashSet(StringComparer.Ordinal)
            : null;

    /// <summary>The names under <c>hosts</c>, unchecked, in the order of the file.</summary>
    public static string[] EnvironmentsOf(ConfigNode config) =>
        (config as ConfigMapping)?.Find("hosts") is ConfigMapping hosts ? [.. hosts.Entries.Select(e => e.Key)] : [];

    /// <summary>Whether the file says that a host is protected, unchecked.</summary>
    public static bool IsProtected(ConfigNode config, string environment, string host) =>
        (((config as ConfigMapping)?.Find("hosts") as ConfigMapping)?.Find(environment) as ConfigMapping)?.Find(host) is ConfigMapping declared
        && declared.Find("protected") is ConfigScalar { IsQuoted: false, Value: "true" };

    private static SettingsScope Scope(PlanIntent intent) =>
        intent == PlanIntent.Clear ? SettingsScope.Connection : SettingsScope.Everything;

    private static Problem Undeclared(string environment, string[] known) => new(
        ErrorCodes.ConfigInvalid,
        $"invalid config: environment '{environment}' is not declared ({(known.Length == 0 ? "none is" : "known: " + string.Join(", ", known))})",
        Suggestion.Nearest(environment, known) is { } near ? $"did you mean '{near}'?" : null);

    private static CloudProviderException Invalid(Problem problem) => new(DigitalOceanProvider.ProviderId, problem);
}
