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
    /// <param name="price">The price of machines; null for no prices.</param>
    public static IReadOnlyList<AccountEnvironment> Of(
        IEnumerable<Machine> machines,
        string? project,
        MachineNameTemplate names,
        Func<string, IReadOnlySet<string>?> declared,
        Func<IEnumerable<Machine>, decimal?>? price = null)
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
                    HostStatuses.Of(new Ownership(e.Key.Project, e.Key.Environment, names), e.Value, hosts ?? NoHosts))
                {
                    Monthly = price?.Invoke(e.Value),
                };
            });
        return unclear.Count == 0
            ? [.. environments]
            :
            [
                .. environments,
                new AccountEnvironment(null, null, false, [.. unclear.OrderBy(d => d.Id).Select(d => HostStatuses.Of(null, d, NoHosts))]),
            ];
    }

    /// <summary>The environments of a project that are not declared, with their machines and other resources, sorted by name.</summary>
    /// <param name="machines">All machines of the account.</param>
    /// <param name="lists">The other resources of the account that were read.</param>
    /// <param name="project">The project.</param>
    /// <param name="declared">The declared environments.</param>
    public static IReadOnlyList<UndeclaredEnvironment> Undeclared(
        IEnumerable<Machine> machines,
        IEnumerable<(IResourceKind Kind, ResourceList List)> lists,
        string project,
        IReadOnlyCollection<string> declared)
    {
        IReadOnlyDictionary<string, IReadOnlyList<Machine>> found = UndeclaredMachines(machines, project, declared);
        ILookup<string, (IResourceKind Kind, Resource Resource)> others = lists
            .SelectMany(l => l.List.Resources.Select(r => (l.Kind, Resource: r)))
            .SelectMany(r => EnvironmentsOf(r.Resource, project).Select(e => (Environment: e, r.Kind, r.Resource)))
            .Where(r => NameRule.IsValid(r.Environment)
                && !declared.Contains(r.Environment, StringComparer.OrdinalIgnoreCase)
                && new ResourceMarks(new Ownership(project, r.Environment, MachineNameTemplate.Default)).NameOf(r.Kind, r.Resource, [])
                    is not null)
            .ToLookup(r => r.Environment, r => (r.Kind, r.Resource), StringComparer.Ordinal);
        return
        [
            .. found.Keys.Union(others.Select(o => o.Key), StringComparer.Ordinal).Order(StringComparer.Ordinal)
                .Select(e => new UndeclaredEnvironment(e, found.GetValueOrDefault(e, []), [.. others[e]])),
        ];
    }

    private static SortedDictionary<string, IReadOnlyList<Machine>> UndeclaredMachines(
        IEnumerable<Machine> machines, string project, IEnumerable<string> declared)
    {
        HashSet<string> known = new(declared, StringComparer.OrdinalIgnoreCase);
        HashSet<string>.AlternateLookup<ReadOnlySpan<char>> isKnown = known.GetAlternateLookup<ReadOnlySpan<char>>();
        SortedDictionary<string, IReadOnlyList<Machine>> found = new(StringComparer.Ordinal);
        foreach (Machine machine in machines)
        {
            foreach (string tag in machine.Tags ?? [])
            {
                if (!tag.StartsWith(TagNames.EnvironmentPrefix, StringComparison.OrdinalIgnoreCase)
                    || isKnown.Contains(tag.AsSpan(TagNames.EnvironmentPrefix.Length)))
                {
                    continue;
                }

                string environment = tag[TagNames.EnvironmentPrefix.Length..].ToLowerInvariant();
                if (NameRule.IsValid(environment) && new Ownership(project, environment, MachineNameTemplate.Default).Owns(machine))
                {
                    found[environment] = [.. found.GetValueOrDefault(environment, []), machine];
                }
            }
        }

        return found;
    }

    // By tags, or by the name 'stagecraft.{project}.{environment}.{name}'.
    private static IEnumerable<string> EnvironmentsOf(Resource resource, string project)
    {
        string prefix = $"{TagNames.Managed}.{project}.";
        string[] rest = resource.CloudName.StartsWith(prefix, StringComparison.Ordinal)
            ? resource.CloudName[prefix.Length..].Split('.') : [];
        return EnvironmentsOf(resource.Tags ?? []).Concat(rest.Take(1)).Distinct(StringComparer.Ordinal);
    }

    private static IEnumerable<string> EnvironmentsOf(IReadOnlyList<string> tags) => tags
        .Where(t => t.StartsWith(TagNames.EnvironmentPrefix, StringComparison.OrdinalIgnoreCase))
        .Select(t => t[TagNames.EnvironmentPrefix.Length..].ToLowerInvariant())
        .Distinct(StringComparer.Ordinal);
}
