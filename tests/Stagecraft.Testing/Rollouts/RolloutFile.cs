using Stagecraft.Engine.Clouds;
using Stagecraft.Testing.Simulation;

namespace Stagecraft.Testing.Rollouts;

/// <summary>A config file whose hosts are replaced and resized.</summary>
public sealed record RolloutFile(int Apps, bool HasDatabase, int Image, bool IsLarge, int MaxUnavailable)
{
    public static RolloutFile Of(Dice dice) => new(2 + dice.Below(4), dice.Chance(0.4), 1, IsLarge: false, dice.Chance(0.7) ? 1 : 2);

    public IReadOnlyList<DeclaredHost> Hosts =>
    [
        .. Enumerable.Range(1, Apps).Select(i => Host($"app-{i}", "app")),
        .. HasDatabase ? [Host("db-1", "db")] : Array.Empty<DeclaredHost>(),
    ];

    /// <summary>The file after an edit: another image, or another size.</summary>
    public RolloutFile Edited(Dice dice) => dice.Chance(0.6) ? this with { Image = Image + 1 } : this with { IsLarge = !IsLarge };

    public DeclaredConfig Config(TimeSpan settle) => new()
    {
        Problems = [],
        ConnectionProblems = [],
        Timeouts = new() { SettleWindow = settle, CreateTimeout = TimeSpan.FromMinutes(3), DeleteTimeout = TimeSpan.FromMinutes(3) },
        Readiness = new() { SshTimeout = TimeSpan.FromMinutes(3) },
        Environments = [new("staging", null, Hosts)],
        Names = new Dictionary<string, DeclaredNames>
        {
            ["staging"] = new(Hosts.Select(h => h.Name).ToHashSet(), new HashSet<string>()),
        },
        MaxUnavailable = new Dictionary<string, int> { ["staging"] = MaxUnavailable },
    };

    private DeclaredHost Host(string name, string role) => new()
    {
        Name = name,
        MachineName = $"staging-{name}",
        Role = role,
        Size = IsLarge ? "large" : "small",
        Region = "north",
        Image = $"linux-{Image}",
        Wait = HostWait.Ssh,
    };
}
