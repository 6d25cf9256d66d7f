using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Planning;

/// <summary>Classifies the machines of an account as owned or not.</summary>
internal static class Inventory
{
    /// <param name="ownership">The project and the environment.</param>
    /// <param name="machines">The machines, each id once, in any order.</param>
    /// <param name="omitsTerminating">Whether owned machines that are being deleted are no longer hosts (interface.md 3.3).</param>
    public static ActualState Classify(Ownership ownership, IEnumerable<Machine> machines, bool omitsTerminating = false)
    {
        Dictionary<string, OwnedHost> hosts = new(StringComparer.Ordinal);
        Dictionary<string, List<Machine>>? several = null;
        List<Machine> unnamed = [];
        List<Machine> unowned = [];
        List<Machine> terminating = [];
        int otherProjects = 0;
        foreach (Machine machine in machines)
        {
            if (!ownership.Owns(machine))
            {
                unowned.Add(machine);
                otherProjects += ownership.IsOfOtherProject(machine) ? 1 : 0;
            }
            else if (omitsTerminating && machine.State == MachineState.Terminating)
            {
                terminating.Add(machine);
            }
            else if (ownership.HostOf(machine) is not { } host)
            {
                unnamed.Add(machine);
            }
            else if (!hosts.TryGetValue(host, out OwnedHost? first))
            {
                hosts.Add(host, new(host, machine, []));
            }
            else
            {
                several ??= new(StringComparer.Ordinal);
                if (!several.TryGetValue(host, out List<Machine>? same))
                {
                    several.Add(host, same = [first.Survivor]);
                }

                same.Add(machine);
            }
        }

        foreach ((string host, List<Machine> same) in several ?? [])
        {
            hosts[host] = OwnedHost.Of(host, same);
        }

        return new(
            hosts,
            [.. unnamed.OrderBy(d => d.Id)],
            unowned.ToLookup(d => d.Name, StringComparer.OrdinalIgnoreCase),
            otherProjects)
        {
            Terminating = terminating,
        };
    }
}
