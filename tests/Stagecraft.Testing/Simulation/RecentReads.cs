using Stagecraft.Engine.Clouds;
using Stagecraft.Plans;

namespace Stagecraft.Testing.Simulation;

/// <summary>What a run has recently read of machines, on which its writes may be based.</summary>
internal sealed class RecentReads(ScenarioProject project)
{
    /// <summary>A delete or update is based on tags read less than this before it is sent.</summary>
    private static readonly TimeSpan StaysFresh = TimeSpan.FromSeconds(10);

    private readonly Queue<(DateTimeOffset SentAt, Lazy<IReadOnlyList<Machine>> Shown)> _reads = new();

    /// <summary>Adds a response.</summary>
    /// <param name="sentAt">When the request was sent.</param>
    /// <param name="shown">Reads the machines in the response; called when a write is checked.</param>
    public void Add(DateTimeOffset sentAt, Func<IReadOnlyList<Machine>> shown)
    {
        while (_reads.TryPeek(out (DateTimeOffset SentAt, Lazy<IReadOnlyList<Machine>> Shown) first)
            && sentAt - first.SentAt >= TimeSpan.FromMinutes(2))
        {
            _reads.Dequeue();
        }

        _reads.Enqueue((sentAt, new(shown)));
    }

    /// <summary>Whether the response to a request that was sent less than 10 s ago showed the machine as owned and not protected.</summary>
    public bool ShowAsOurs(ResourceId id, DateTimeOffset now) =>
        Fresh(id, now).Any(m => !m.IsProtected());

    /// <summary>Whether the response to a request that was sent less than 10 s ago showed the machine as owned.</summary>
    public bool ShowAsOwned(ResourceId id, DateTimeOffset now) => Fresh(id, now).Any();

    /// <summary>The names of an owned machine in responses to requests that were sent less than 10 s ago.</summary>
    public IReadOnlyList<string> NamesOf(ResourceId id, DateTimeOffset now) => [.. Fresh(id, now).Select(m => m.Name)];

    /// <summary>The names in responses, and the owned machines that were younger than this when a request since then was sent.</summary>
    public (HashSet<string> Names, List<ResourceId> Young) Since(DateTimeOffset since, TimeSpan age)
    {
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        List<ResourceId> young = [];
        foreach ((DateTimeOffset sentAt, Lazy<IReadOnlyList<Machine>> shown) in _reads)
        {
            foreach (Machine machine in shown.Value)
            {
                names.Add(machine.Name);
                if (sentAt >= since && sentAt - machine.CreatedAt < age && project.Owns(machine))
                {
                    young.Add(machine.Id);
                }
            }
        }

        return (names, young);
    }

    private IEnumerable<Machine> Fresh(ResourceId id, DateTimeOffset now) =>
        _reads.Where(r => now - r.SentAt < StaysFresh).SelectMany(r => r.Shown.Value).Where(m => m.Id == id && project.Owns(m));
}
