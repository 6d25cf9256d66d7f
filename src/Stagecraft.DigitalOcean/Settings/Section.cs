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
    public static DesiredState Desire(ConfigNode config, string? project, string environment, PlanIntent intent, out DigitalOceanSettings settings)
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

        return DesiredState.Of(settings, new Ownership(project, environment), intent);
    }

    /// <summary>What a plan wanted, where it was made from this very section; what it was made for shows in its fingerprint.</summary>
    /// <exception cref="CloudProviderException">It was made from another: <c>plan_stale</c>. The section is wrong: <c>config_invalid</c>.</exception>
    public static DesiredState DesireOf(InfraPlan plan, ConfigNode config, out DigitalOceanSettings settings)
    {
        DesiredState clear = Desire(config, plan.Project, plan.Environment, PlanIntent.Clear, out settings);
        if (Fingerprints.OfConfig(clear) == plan.Fingerprint.Config)
        {
            return clear;
        }

        DesiredState desired = Desire(config, plan.Project, plan.Environment, PlanIntent.Converge, out settings);
        HashSet<string> declared = desired.Hosts.Select(h => h.Name).ToHashSet(StringComparer.Ordinal);
        HashSet<string> toProtect = desired.Hosts.Where(h => h.Settings.IsProtected).Select(h => h.Name).ToHashSet(StringComparer.Ordinal);
        bool fits = Fingerprints.OfConfig(desired) == plan.Fingerprint.Config
            && plan.ToCreate.All(h => declared.Contains(h.Name))
            && plan.Unchanged.All(h => declared.Contains(h.Name))
            && plan.ToProtect.All(p => toProtect.Contains(p.Name))
            && plan.ToDelete.All(d => d.Reason switch
            {
                DeleteReason.Undeclared => d.Name is not null && !declared.Contains(d.Name),
                DeleteReason.Duplicate => d.Name is not null && declared.Contains(d.Name),
                _ => false,
            });
        return fits
            ? desired
            : throw new CloudProviderException(
                DigitalOceanProvider.ProviderId,
                new Problem(ErrorCodes.PlanStale, "the plan was made from another config", "plan again and review what changed"));
    }

    /// <summary>The names under <c>hosts.{environment}</c>, unchecked; empty where there is no such environment.</summary>
    public static IReadOnlySet<string> HostsOf(ConfigNode config, string environment) =>
        ((config as ConfigMapping)?.Find("hosts") as ConfigMapping)?.Find(environment) is ConfigMapping hosts
            ? hosts.Entries.Select(e => e.Key).ToHashSet(StringComparer.Ordinal)
            : new HashSet<string>();

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
