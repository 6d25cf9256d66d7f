using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Testing.Clouds;

namespace Stagecraft.Testing.Simulation;

/// <summary>What was tried.</summary>
public sealed class StoryCounts
{
    public int Stories { get; set; }

    /// <summary>Runs of a client: a plan and its apply.</summary>
    public int Runs { get; set; }

    /// <summary>Runs that began while another was under way.</summary>
    public int Concurrent { get; set; }

    public int Crashes { get; set; }

    /// <summary>Droplets to be deleted so that their hosts are recreated.</summary>
    public int Replacements { get; set; }

    public int Cancelled { get; set; }

    /// <summary>Runs whose machine was suspended while they waited for a response.</summary>
    public int Sleeps { get; set; }

    /// <summary>What people did to the account or the config.</summary>
    public int Acts { get; set; }

    /// <summary>Droplets to which a run sent the tag that protects them.</summary>
    public int Protections { get; set; }

    public long Requests { get; set; }

    /// <summary>How often each fault hit a request or a droplet.</summary>
    public SortedDictionary<SandboxFaultKind, int> Faults { get; } = [];

    /// <summary>How often each fault hit a request to a cloud in memory, by kind of request.</summary>
    public Dictionary<(MemoryFault Fault, MemoryRequestKind Kind), int> MemoryFaults { get; } = [];

    /// <summary>The number of scenarios for each behavior of a cloud in memory.</summary>
    public SortedDictionary<string, int> Facts { get; } = new(StringComparer.Ordinal);

    public int FaultsInAll => Faults.Values.Sum() + MemoryFaults.Values.Sum();

    public void Hit(string fact) => Facts[fact] = Facts.GetValueOrDefault(fact) + 1;

    public void Hit(MemoryRequestKind kind, MemoryFault fault) =>
        MemoryFaults[(fault, kind)] = MemoryFaults.GetValueOrDefault((fault, kind)) + 1;

    public void Hit(SandboxFaultKind kind) => Faults[kind] = Faults.GetValueOrDefault(kind) + 1;

    public void Add(StoryCounts other)
    {
        Stories += other.Stories;
        Runs += other.Runs;
        Concurrent += other.Concurrent;
        Crashes += other.Crashes;
        Replacements += other.Replacements;
        Cancelled += other.Cancelled;
        Sleeps += other.Sleeps;
        Acts += other.Acts;
        Protections += other.Protections;
        Requests += other.Requests;
        foreach ((SandboxFaultKind kind, int hits) in other.Faults)
        {
            Faults[kind] = Faults.GetValueOrDefault(kind) + hits;
        }

        foreach (((MemoryFault Fault, MemoryRequestKind Kind) key, int hits) in other.MemoryFaults)
        {
            MemoryFaults[key] = MemoryFaults.GetValueOrDefault(key) + hits;
        }

        foreach ((string fact, int stories) in other.Facts)
        {
            Facts[fact] = Facts.GetValueOrDefault(fact) + stories;
        }
    }
}
