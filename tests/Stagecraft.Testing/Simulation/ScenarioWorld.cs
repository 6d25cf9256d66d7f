namespace Stagecraft.Testing.Simulation;

/// <summary>The cloud of a scenario, its clock, the current config and the log.</summary>
internal sealed class ScenarioWorld
{
    private readonly List<string> _log = [];
    private readonly Action<string>? _listener;
    private int _faults;

    public ScenarioWorld(int seed, ScenarioLimits limits, Action<string>? listener, Func<ScenarioWorld, SimulatedCloud> cloud)
    {
        Seed = seed;
        Limits = limits;
        _listener = listener;
        Dice projects = new(seed, 14);
        Project = new("shop", hasTemplate: projects.Chance(0.35));
        Neighbor = projects.Chance(0.25) ? new("mall", hasTemplate: true) : null;
        Cloud = cloud(this);
        Size = Cloud.Sizes.Usual;
        Record($"seed {seed}: {Cloud.Description}");
    }

    public int Seed { get; }

    public ScenarioLimits Limits { get; }

    public ScenarioCounts Counts { get; } = new() { Scenarios = 1 };

    public VirtualTimeProvider Time { get; } = new() { Limit = TimeSpan.FromHours(12) };

    public DateTimeOffset Now => Time.GetUtcNow();

    public SimulatedCloud Cloud { get; }

    /// <summary>The project whose runs people disturb.</summary>
    public ScenarioProject Project { get; }

    /// <summary>A project with the same environment and the same hosts in the same account; null in most scenarios.</summary>
    public ScenarioProject? Neighbor { get; }

    /// <summary>The size of all hosts.</summary>
    public string Size { get; set; }

    public IReadOnlyList<string> Log => _log;

    /// <summary>A change by a person between two pages of a list.</summary>
    public Action<Dice> BetweenPages { get; set; } = _ => { };

    public void Record(string what)
    {
        string line = $"{Now:mm:ss.fff} {what}";
        _log.Add(line);
        _listener?.Invoke(line);
    }

    /// <summary>Sends a line to the listener only, without logging it.</summary>
    public void Trace(Func<string> what) => _listener?.Invoke($"{Now:mm:ss.fff}   {what()}");

    /// <summary>Whether one request more may go wrong.</summary>
    public bool MayFail() => _faults++ < Limits.Faults;

    public Task WaitAsync(double seconds) => Task.Delay(TimeSpan.FromSeconds(seconds), Time);
}
