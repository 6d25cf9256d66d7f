namespace Stagecraft.Testing.Simulation;

/// <summary>What scenarios covered.</summary>
public sealed class ScenarioCounts
{
    public int Scenarios { get; set; }

    /// <summary>Runs of a client: a plan and its apply.</summary>
    public int Runs { get; set; }

    /// <summary>Runs that began while another was under way.</summary>
    public int Concurrent { get; set; }

    public int Crashes { get; set; }

    /// <summary>Machines to be deleted so that their hosts are recreated.</summary>
    public int Replacements { get; set; }

    public int Cancelled { get; set; }

    /// <summary>Runs whose machine was suspended while they waited for a response.</summary>
    public int Sleeps { get; set; }

    /// <summary>What people did to the account or the config.</summary>
    public int Acts { get; set; }

    /// <summary>Machines to which a run sent the tag that protects them.</summary>
    public int Protections { get; set; }

    /// <summary>Machines to which a run sent another update: of a tag of the config, or of backups.</summary>
    public int Updates { get; set; }

    /// <summary>Scenarios with another project in the account.</summary>
    public int Neighbors { get; set; }

    /// <summary>Writes whose connection took long to establish.</summary>
    public int SlowConnections { get; set; }

    public long Requests { get; set; }

    /// <summary>How often each fault hit each kind of request.</summary>
    public SortedDictionary<(string Fault, string Request), int> Faults { get; } = [];

    /// <summary>The number of scenarios for each fact of the cloud.</summary>
    public SortedDictionary<string, int> Facts { get; } = new(StringComparer.Ordinal);

    public int FaultsInAll => Faults.Values.Sum();

    public void Hit(Enum fault, string request) => Add(Faults, (fault.ToString(), request), 1);

    public void Hit(string fact) => Add(Facts, fact, 1);

    public void Add(ScenarioCounts other)
    {
        Scenarios += other.Scenarios;
        Runs += other.Runs;
        Concurrent += other.Concurrent;
        Crashes += other.Crashes;
        Replacements += other.Replacements;
        Cancelled += other.Cancelled;
        Sleeps += other.Sleeps;
        Acts += other.Acts;
        Protections += other.Protections;
        Updates += other.Updates;
        Neighbors += other.Neighbors;
        SlowConnections += other.SlowConnections;
        Requests += other.Requests;
        foreach (((string Fault, string Request) key, int hits) in other.Faults)
        {
            Add(Faults, key, hits);
        }

        foreach ((string fact, int scenarios) in other.Facts)
        {
            Add(Facts, fact, scenarios);
        }
    }

    private static void Add<T>(SortedDictionary<T, int> counts, T key, int more)
        where T : notnull => counts[key] = counts.GetValueOrDefault(key) + more;
}
