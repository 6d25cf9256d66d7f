using System.Globalization;
using Stagecraft.Engine.Clouds;
using Stagecraft.Plans;
using Stagecraft.Testing.Clouds;
using Stagecraft.Testing.Simulation;

namespace Stagecraft.Testing.MemorySimulation;

/// <summary>The cloud of a scenario, its clock, the declared hosts, and the record of what happened.</summary>
internal sealed class MemoryWorld
{
    public const string Region = "north";

    private readonly List<string> _log = [];
    private readonly Action<string>? _listener;
    private int _faults;

    public MemoryWorld(int seed, StoryLimits limits, Action<string>? listener)
    {
        Seed = seed;
        Limits = limits;
        _listener = listener;
        Dice dice = new(seed, 101);
        Cloud = new(MemoryTraits.Of(dice) with { HasAddresses = new Dice(seed, 109).Chance(0.8) }, Time, new Dice(seed, 102));
        Timeout = TimeSpan.FromMinutes(dice.Chance(0.5) ? 10 : 3);
        foreach (string word in Traits.Words())
        {
            Counts.Hit(word);
        }

        Record(string.Create(
            CultureInfo.InvariantCulture,
            $"seed {seed}: {string.Join(", ", Traits.Words())}; settle window {Traits.Settle.TotalSeconds} s, list lag "
                + $"{Traits.ListLag.TotalSeconds:0.0} s, read lag {Traits.ReadLag.TotalSeconds:0.0} s, " +
            $"tag lag {Traits.TagLag.TotalSeconds:0.0} s, boot {Traits.Boot.TotalSeconds:0.0} s, destroy "
                + $"{Traits.Destroy.TotalSeconds:0.0} s; {Traits.Facts}"));
    }

    public int Seed { get; }

    public StoryLimits Limits { get; }

    public StoryCounts Counts { get; } = new() { Stories = 1 };

    public VirtualTimeProvider Time { get; } = new() { Limit = TimeSpan.FromHours(24) };

    public MemoryCloud Cloud { get; }

    public MemoryTraits Traits => Cloud.Traits;

    /// <summary>Of a create, and of a delete.</summary>
    public TimeSpan Timeout { get; }

    public IReadOnlyList<string> Hosts { get; set; } = [];

    /// <summary>The hosts that the config protects.</summary>
    public IReadOnlySet<string> ProtectedHosts { get; set; } = new HashSet<string>();

    public IReadOnlyList<string> Log => _log;

    /// <summary>The config now.</summary>
    public DeclaredConfig Config()
    {
        DeclaredHost[] hosts = [.. Hosts.Order(StringComparer.Ordinal).Select(h => new DeclaredHost
        {
            Name = h,
            MachineName = $"staging-{h}",
            Role = h.Split('-')[0],
            Size = "small",
            Region = Region,
            Image = "linux",
            IsProtected = ProtectedHosts.Contains(h),
            HasPublicAddress = Traits.HasAddresses,
        })];
        return new()
        {
            Problems = [],
            Timeouts = new() { SettleWindow = Traits.Settle, CreateTimeout = Timeout, DeleteTimeout = Timeout },
            ConnectionProblems = [],
            Environments = [new("staging", null, hosts)],
            Names = new Dictionary<string, DeclaredNames> { ["staging"] = new(Hosts.ToHashSet(), ProtectedHosts) },
        };
    }

    public void Record(string what)
    {
        string line = $"{Time.GetUtcNow():HH:mm:ss.fff} {what}";
        _log.Add(line);
        _listener?.Invoke(line);
    }

    /// <summary>Reported to the listener only: reads.</summary>
    public void Trace(Func<string> what) => _listener?.Invoke($"{Time.GetUtcNow():HH:mm:ss.fff}   {what()}");

    /// <summary>Whether one request more may fail.</summary>
    public bool MayFail() => _faults++ < Limits.Faults;

    public Task WaitAsync(double seconds) => Task.Delay(TimeSpan.FromSeconds(seconds), Time);
}
