using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Planning;

/// <summary>The actual state of an environment.</summary>
/// <param name="Hosts">The owned hosts by name.</param>
/// <param name="Unnamed">Owned machines without a valid host name, sorted by id.</param>
/// <param name="UnownedByName">Machines that are not owned, by name; names compare ignoring case.</param>
/// <param name="OtherProjects">The number of machines in an environment of this name of another project or without a project.</param>
internal sealed record ActualState(
    IReadOnlyDictionary<string, OwnedHost> Hosts,
    IReadOnlyList<Machine> Unnamed,
    ILookup<string, Machine> UnownedByName,
    int OtherProjects)
{
    /// <summary>Owned machines that are being deleted, if they are no longer hosts. Default: none.</summary>
    public IReadOnlyList<Machine> Terminating { get; init; } = [];

    /// <summary>Every owned machine of the hosts and without one, sorted by id.</summary>
    public IReadOnlyList<Machine> Owned { get; } = AllOf(Hosts.Values, Unnamed);

    private static List<Machine> AllOf(IEnumerable<OwnedHost> hosts, IReadOnlyList<Machine> unnamed)
    {
        List<Machine> all = [];
        foreach (OwnedHost host in hosts)
        {
            all.Add(host.Survivor);
            all.AddRange(host.Duplicates);
        }

        all.AddRange(unnamed);
        all.Sort(static (a, b) => a.Id.CompareTo(b.Id));
        return all;
    }
}
