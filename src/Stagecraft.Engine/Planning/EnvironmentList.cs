using Stagecraft.Config;
using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Planning;

/// <summary>Groups the managed machines of an account by project and environment (spec 3.8).</summary>
internal static class EnvironmentList
{
    private static readonly HashSet<string> NoHosts = [];

    /// <param name="machines">All machines of the account.</param>
    /// <param name="project">The project of the config, or null.</param>
    /// <param name="names">The template of the config; other projects are assumed to use it, too.</param>
    /// <param name="declared">The declared hosts of an environment; null if it is not declared.</param>
    public static IReadOnlyList<AccountEnvironment> Of(
        IEnumerable<Machine> machines, string? project, MachineNameTemplate names, Func<string, IReadOnlySet<string>?> declared)
    {
        Dictionary<(string? Project, string Environment), List<Machine>> owned = [];
        List<Machine> unclear = [];
        foreach (Machine machine in machines.Where(d => TagNames.Has(d.Tags ?? [], TagNames.Managed)))
        {
            string? ofProject = TagNames.Single(machine.Tags!, TagNames.ProjectPrefix);
            Ownership[] owners =
            [
                .. EnvironmentsOf(machine.Tags!).Select(e => new Ownership(ofProject, e, names))
                    .Where(o => o.Owns(machine) && NameRule.IsValid(o.Environment) && (ofProject is null || NameRule.IsValid(ofProject))),
            ];
            foreach (Ownership owner in owners)
            {
                (owned.TryGetValue((owner.Project, owner.Environment), out List<Machine>? same)
                    ? same
                    : owned[(owner.Project, owner.Environment)] = []).Add(machine);
            }

            if (owners.Length == 0)
            {
                unclear.Add(machine);
            }
        }

        IEnumerable<AccountEnvironment> environments = owned
            .OrderBy(e => e.Key.Project, StringComparer.Ordinal)
            .ThenBy(e => e.Key.Environment, StringComparer.Ordinal)
            .Select(e =>
            {
                IReadOnlySet<string>? hosts = e.Key.Project == project ? declared(e.Key.Environment) : null;
                return new AccountEnvironment(
                    e.Key.Project,
                    e.Key.Environment,
                    hosts is not null,
                    HostStatuses.Of(new Ownership(e.Key.Project, e.Key.Environment, names), e.Value, hosts ?? NoHosts));
            });
        return unclear.Count == 0
            ? [.. environments]
            :
            [
                .. environments,
                new AccountEnvironment(null, null, false, [.. unclear.OrderBy(d => d.Id).Select(d => HostStatuses.Of(null, d, NoHosts))]),
            ];
    }

    private static IEnumerable<string> EnvironmentsOf(IReadOnlyList<string> tags) => tags
        .Where(t => t.StartsWith(TagNames.EnvironmentPrefix, StringComparison.OrdinalIgnoreCase))
        .Select(t => t[TagNames.EnvironmentPrefix.Length..].ToLowerInvariant())
        .Distinct(StringComparer.Ordinal);
}
