using System.Globalization;
using System.Text.Json.Nodes;
using Stagecraft.Config;
using Stagecraft.Engine;
using Stagecraft.Engine.Clouds;
using Stagecraft.Plans;
using Stagecraft.Testing.Clouds;

namespace Stagecraft.Testing.Simulation.Clouds;

/// <summary>A cloud in memory as the cloud of a scenario.</summary>
internal sealed class MemoryPort : SimulatedCloud
{
    private const string Region = "north";

    private static readonly SettingKey MachineName = new("machine_name", SettingKind.Slug, "The template of machine names.")
    {
        Expression = MachineNameTemplate.Expression,
    };

    private readonly ScenarioWorld _world;
    private readonly MemoryCloud _cloud;

    public MemoryPort(ScenarioWorld world)
    {
        _world = world;
        Dice dice = new(world.Seed, 101);
        MemoryTraits traits = MemoryTraits.Of(dice) with { HasAddresses = new Dice(world.Seed, 109).Chance(0.8) };
        _cloud = new(traits, world.Time, new Dice(world.Seed, 102));
        Timeout = TimeSpan.FromMinutes(dice.Chance(0.5) ? 10 : 3);
    }

    public override string Description => string.Create(
        CultureInfo.InvariantCulture,
        $"{string.Join(", ", Traits.Words())}; settle window {Traits.Settle.TotalSeconds} s, list lag "
            + $"{Traits.ListLag.TotalSeconds:0.0} s, read lag {Traits.ReadLag.TotalSeconds:0.0} s, tag lag "
            + $"{Traits.TagLag.TotalSeconds:0.0} s, boot {Traits.Boot.TotalSeconds:0.0} s, destroy "
            + $"{Traits.Destroy.TotalSeconds:0.0} s; {Traits.Facts}");

    public override TimeSpan Settle => Traits.Settle;

    public override TimeSpan Timeout { get; }

    public override TimeSpan ChangeLag => Traits.Lag;

    public override bool MayDuplicate => Traits.Facts.RepeatedCreate == RepeatedCreate.MayDuplicate;

    public override bool ShowsTime => Traits.ShowsTime;

    public override bool HasAddresses => Traits.HasAddresses;

    public override (string Usual, string Unusual) Sizes => ("small", "large");

    public override int CrashWithin => 25;

    public override IEnumerable<Machine> Machines => _cloud.Existing.Select(m => m.Actual);

    private MemoryTraits Traits => _cloud.Traits;

    public override bool IsTaken(string name) => _cloud.IsTaken(name);

    public override Machine? Find(ResourceId id) => _cloud.Find(id) is { IsGone: false } machine ? machine.Actual : null;

    public override Machine Create(string name, IReadOnlyList<string> tags, string size, bool booting) =>
        _cloud.Create(name, Region, size, tags, isBooted: !booting).Actual;

    public override void Delete(ResourceId id) => _cloud.Delete(_cloud.Find(id)!);

    public override void SetTags(ResourceId id, IReadOnlyList<string> tags) => _cloud.Find(id)!.Retag(_world.Time.Elapsed, _ => tags);

    public override void Rename(ResourceId id, string name) => Change(id, m => m with { Name = name });

    public override void SetBackups(ResourceId id, bool enabled) => _cloud.SetBackups(_cloud.Find(id)!, enabled);

    public override void SetBusy(ResourceId id, bool isBusy) => Change(id, m => m with { IsBusy = isBusy });

    public override void SetRunning(ResourceId id, bool isRunning) => _cloud.SetRunning(_cloud.Find(id)!, isRunning);

    public override SimulatedClient Connect(RunLink link) => Connect(new MemoryRunLink(link), link.Run.Project);

    public override SimulatedClient Connect(ScenarioProject project) => Connect(new MemoryLink(), project);

    public override void Count(ScenarioCounts counts)
    {
        foreach (string word in Traits.Words())
        {
            counts.Hit(word);
        }
    }

    private SimulatedClient Connect(MemoryLink link, ScenarioProject project)
    {
        DeclaredConfig config = Config(project);
        return new(
            ConfigMapping.FromJson(new JsonObject { ["any"] = "memory" }, "cloud"),
            clock => new EngineProvider(new MemoryDriver(_cloud, link, config), new EngineOptions { TimeProvider = clock }));
    }

    private DeclaredConfig Config(ScenarioProject project)
    {
        DeclaredHost[] hosts = [.. project.Hosts.Order(StringComparer.Ordinal).Select(h => new HostWithBackups
        {
            Name = h,
            MachineName = project.NameOf(h),
            Role = h.Split('-')[0],
            Size = _world.Size,
            Region = Region,
            Image = "linux",
            IsProtected = project.SettingsOf(h).IsProtected,
            Tags = project.SettingsOf(h).Tags,
            HasBackups = project.SettingsOf(h).HasBackups,
            HasPublicAddress = HasAddresses,
        })];
        return new()
        {
            Problems = [],
            MachineNames = Template(project),
            Timeouts = new() { SettleWindow = Settle, CreateTimeout = Timeout, DeleteTimeout = Timeout },
            ConnectionProblems = [],
            Environments = [new("staging", null, hosts)],
            Names = new Dictionary<string, DeclaredNames>
            {
                ["staging"] = new(project.Hosts.ToHashSet(), project.ProtectedHosts.ToHashSet()),
            },
        };
    }

    private static MachineNameTemplate Template(ScenarioProject project)
    {
        ConfigProblems problems = new();
        ConfigMapping mapping = ConfigMapping.FromJson(new JsonObject { [MachineName.Name] = project.Template }, "cloud");
        SectionReader section = new(mapping, problems);
        return MachineNameTemplate.Read(section, MachineName, project.Name, problems)!;
    }

    private void Change(ResourceId id, Func<Machine, Machine> change)
    {
        if (_cloud.Find(id) is { IsLive: true } machine)
        {
            machine.Change(_world.Time.Elapsed, change);
        }
    }
}
