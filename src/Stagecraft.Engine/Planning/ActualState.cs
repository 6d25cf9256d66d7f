using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Planning;

/// <summary>What an environment is, as the account tells.</summary>
/// <param name="Hosts">The owned hosts by name.</param>
/// <param name="Unnamed">Owned machines that give no valid host name, sorted by id.</param>
/// <param name="ForeignByName">Machines that are not ours, by their names, which compare without regard to case.</param>
/// <param name="OtherProjects">How many machines belong to an environment of this name of another project, or of none.</param>
internal sealed record ActualState(
    IReadOnlyDictionary<string, OwnedHost> Hosts,
    IReadOnlyList<Machine> Unnamed,
    ILookup<string, Machine> ForeignByName,
    int OtherProjects)
{
    /// <summary>Every owned machine, sorted by id.</summary>
    public IReadOnlyList<Machine> Owned { get; } = AllOf(Hosts.Values, Unnamed);

    private static List<Machine> AllOf(IEnumerable<OwnedHost> hosts, IReadOnlyList<Machine> unnamed)
    {
        List<Machine> all = [];
        foreach (OwnedHost host in hosts)
        {
            all.Add(host.Survivor);
            all.AddRange(host.Surplus);
        }

        all.AddRange(unnamed);
        all.Sort(static (a, b) => a.Id.CompareTo(b.Id));
        return all;
    }
}
