using System.Text.Json.Nodes;
using Stagecraft.Config;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Testing;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;
using Stagecraft.Testing.Clouds;
using Stagecraft.Testing.Simulation;

namespace Stagecraft.Engine.Tests;

/// <summary>Runs of the engine on one cloud in memory. Each run has a provider of its own.</summary>
internal sealed class MemoryRuns
{
    private readonly VirtualTimeProvider _time = new() { Limit = TimeSpan.FromHours(2) };

    public MemoryRuns(MemoryTraits traits, int seed = 3) => Cloud = new MemoryCloud(traits, _time, new Dice(seed));

    public MemoryCloud Cloud { get; }

    /// <summary>The names of the machines that exist.</summary>
    public IEnumerable<string> Names => Cloud.Existing.Select(m => m.Name);

    public void Wait() => _time.Run(() => Task.Delay(TimeSpan.FromMinutes(1), _time));

    public InfraPlan Plan(params string[] hosts) => Plan([.. hosts.Select(Host)]);

    public InfraPlan Plan(DeclaredConfig config, PlanIntent intent = PlanIntent.Converge, MemoryLink? link = null, params string[] replace)
    {
        PlanOptions options = Options() with { Intent = intent, Replace = replace };
        return _time.Run(() => NewProvider(link ?? new MemoryLink(), config).PlanAsync(options, CancellationToken.None));
    }

    /// <summary>A plan that resizes hosts.</summary>
    public InfraPlan Plan(DeclaredConfig config, IReadOnlyList<string> resize, bool growsDisk)
    {
        PlanOptions options = Options() with { Resize = resize, GrowDisk = growsDisk };
        return _time.Run(() => NewProvider(new MemoryLink(), config).PlanAsync(options, CancellationToken.None));
    }

    public ApplyReport Apply(DeclaredConfig config, InfraPlan plan, MemoryLink? link = null, IProgress<InfraEvent>? progress = null)
    {
        ApplyOptions options = new() { Config = Options().Config, Plan = plan, Progress = progress };
        return _time.Run(() => NewProvider(link ?? new MemoryLink(), config).ApplyAsync(options, CancellationToken.None));
    }

    /// <summary>A run with snapshots. It is abandoned when the link kills it.</summary>
    /// <returns>The report; null if the run was killed.</returns>
    public ApplyReport? Save(
        DeclaredConfig config,
        InfraPlan plan,
        MemoryLink? link = null,
        IProgress<InfraEvent>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ApplyOptions options = new() { Config = Options().Config, Plan = plan, Progress = progress, Snapshot = true };
        return _time.Run(async () =>
        {
            Task<ApplyReport> run = NewProvider(link ?? new MemoryLink(), config).ApplyAsync(options, cancellationToken);
            Task killed = (link as KillingLink)?.Killed ?? new TaskCompletionSource().Task;
            return await Task.WhenAny(run, killed) == run ? await run : null;
        });
    }

    public InfraPlan Plan(DeclaredHost[] hosts) => Plan(Config(hosts));

    public static DeclaredHost Host(string name) => new()
    {
        Name = name,
        MachineName = $"staging-{name}",
        Role = "app",
        Size = "small",
        Region = "north",
        Image = "linux",
    };

    public void Up(params string[] hosts) => _time.Run(() => UpAsync(NewProvider(new MemoryLink(), [.. hosts.Select(Host)])));

    /// <summary>A run whose first write fails, and which is abandoned then.</summary>
    public void Up(HarnessFault fault, params string[] hosts)
    {
        MemoryHarness link = new(Cloud.Traits);
        link.TryFail(fault);
        _time.Run(() => Task.WhenAny(UpAsync(NewProvider(link, [.. hosts.Select(Host)])), Task.Delay(TimeSpan.FromSeconds(1), _time)));
    }

    /// <summary>A run that replaces a host, and another run of the same config that starts when the new machine exists.</summary>
    public void ReplaceAndUp(string host) => _time.Run(async () =>
    {
        int before = Cloud.All.Count;
        Task replacing = UpAsync(NewProvider(new MemoryLink(), [Host(host)]), host);
        while (Cloud.All.Count == before)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), _time);
        }

        await UpAsync(NewProvider(new MemoryLink(), [Host(host)]));
        await replacing;
    });

    public OwnershipChange PreviewRename(string old, DeclaredConfig config) =>
        _time.Run(() => NewProvider(new MemoryLink(), config).PreviewAsync(Renaming(old, config), CancellationToken.None));

    /// <summary>Renames a host to the only declared one.</summary>
    public OwnershipResult Rename(string old, DeclaredConfig config) => _time.Run(() => RenameAsync(old, config, new MemoryLink()));

    /// <summary>A rename that is abandoned after some minutes.</summary>
    public void Rename(string old, DeclaredConfig config, MemoryLink link) =>
        _time.Run(() => Task.WhenAny(RenameAsync(old, config, link), Task.Delay(TimeSpan.FromMinutes(5), _time)));

    /// <summary>A rename, and a run that starts some time before or after it. Failures of either are ignored.</summary>
    public void RenameAndUp(string old, DeclaredConfig config, TimeSpan runDelay) => _time.Run(async () =>
    {
        Task rename = After(-runDelay, () => RenameAsync(old, config, new MemoryLink()));
        Task run = After(runDelay, () => UpAsync(NewProvider(new MemoryLink(), config)));
        await Task.WhenAll(rename, run);

        async Task After(TimeSpan delay, Func<Task> start)
        {
            await Task.Delay(delay > TimeSpan.Zero ? delay : TimeSpan.Zero, _time);
            try
            {
                await start();
            }
            catch (CloudProviderException)
            {
                // The other one was first.
            }
        }
    });

    private async Task<OwnershipResult> RenameAsync(string old, DeclaredConfig config, MemoryLink link)
    {
        EngineProvider provider = NewProvider(link, config);
        OwnershipOptions options = Renaming(old, config);
        OwnershipChange change = await provider.PreviewAsync(options, CancellationToken.None);
        return await provider.ApplyChangeAsync(options, change, CancellationToken.None);
    }

    private static OwnershipOptions Renaming(string old, DeclaredConfig config) => new()
    {
        Config = Options().Config,
        Project = "shop",
        Environment = "staging",
        Action = OwnershipAction.Rename,
        Host = config.Environments.Single().Hosts.Single().Name,
        Machine = old,
    };

    private static async Task UpAsync(EngineProvider provider, params string[] replace)
    {
        PlanOptions options = Options() with { Replace = replace };
        InfraPlan plan = await provider.PlanAsync(options, CancellationToken.None);
        await provider.ApplyAsync(new ApplyOptions { Config = options.Config, Plan = plan }, CancellationToken.None);
    }

    private static PlanOptions Options() => new()
    {
        Config = ConfigMapping.FromJson(new JsonObject { ["any"] = "memory" }, "cloud"),
        Project = "shop",
        Environment = "staging",
    };

    public DeclaredConfig Config(params IReadOnlyList<DeclaredHost> hosts) => new()
    {
        Problems = [],
        Timeouts = new() { SettleWindow = Cloud.Traits.Settle },
        ConnectionProblems = [],
        Environments = [new("staging", null, hosts)],
        Names = new Dictionary<string, DeclaredNames>
        {
            ["staging"] = new(hosts.Select(h => h.Name).ToHashSet(), hosts.Where(h => h.IsProtected).Select(h => h.Name).ToHashSet()),
        },
    };

    private EngineProvider NewProvider(MemoryLink link, DeclaredHost[] hosts) => NewProvider(link, Config(hosts));

    private EngineProvider NewProvider(MemoryLink link, DeclaredConfig config) =>
        new(new MemoryDriver(Cloud, link, config), new EngineOptions { TimeProvider = _time });
}
