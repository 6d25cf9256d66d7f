using System.Text;
using Stagecraft.DigitalOcean;
using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Errors;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.Fuzzing.Api;

/// <summary>
/// A plan and its apply against an API with corrupted responses. Always verified: documented exceptions only, no terminal control
/// sequences, termination, bounded memory, requests to the API's own address only, and a plan that only reads. If responses are
/// unreadable but contain no false data, the actual state of the sandbox is verified too: no unmanaged droplet is changed, no host is
/// created twice, and reports of created and deleted droplets are correct. Plausible false data gives no such guarantees.
/// </summary>
public sealed class ApiTarget : IFuzzTarget
{
    private static readonly string[] Unmanaged = ["staging-db-9", "prod-app-1", "web"];

    public string Name => "api";

    public string? Play(long seed, Action<string>? trace = null)
    {
        Random random = Fuzz.Choices(seed);
        bool lies = random.Next(2) == 0;
        World world = Furnish(random);
        HostileHandler network = new(
            world.Cloud.CreateHandler(), world.Time, random, lies, random.Next(10) == 0 ? 0.8 : random.NextDouble() * 0.4, trace);
        Dictionary<long, string> others = world.Cloud.Droplets.Where(d => !IsOurs(d)).ToDictionary(d => d.Id, Text);
        PlanIntent intent = random.Next(4) == 0 ? PlanIntent.Down : PlanIntent.Converge;
        trace?.Invoke($"{intent}, {(lies ? "lies" : "damage")}, {world.Cloud.Droplets.Count} droplets");
        long before = GC.GetAllocatedBytesForCurrentThread();
        string? broken;
        try
        {
            broken = world.Time.Run(() => PlayAsync(world, network, intent, lies, trace));
        }
        catch (Exception exception)
        {
            broken = exception.ToString();
        }

        return broken
            ?? network.Broken
            ?? Memory.Check(before, network.Delivered)
            ?? (lies ? null : TouchedOrDoubled(world, others));
    }

    private static World Furnish(Random random)
    {
        World world = new(o => o with
        {
            Boot = TimeSpan.FromSeconds(random.Next(12)),
            Destroy = TimeSpan.FromSeconds(random.Next(5)),
            RateLimit = random.Next(2) == 0,
            DropletLimit = 1000,
        })
        {
            Yaml = World.Hosts(random.Next(3) == 0 ? ["app-1"] : ["app-1", "app-2", "db-1"]),
        };
        foreach (string name in Unmanaged)
        {
            world.Cloud.CreateDroplet(name, ["stagecraft", "stagecraft-env-staging", "stagecraft-project-other"]);
        }

        for (int i = random.Next(8) == 0 ? 420 : 0; i > 0; i--)
        {
            world.Cloud.CreateDroplet($"other-{i}", []);
        }

        if (random.Next(2) == 0)
        {
            world.Ours("old-1");
        }

        if (random.Next(3) == 0)
        {
            world.Ours("app-1", booting: random.Next(2) == 0);
            world.Ours("app-1");
        }

        return world;
    }

    private static async Task<string?> PlayAsync(World world, HostileHandler network, PlanIntent intent, bool lies, Action<string>? trace)
    {
        using DigitalOceanProvider provider = new(new DigitalOceanProviderOptions
        {
            GetEnvironmentVariable = _ => World.Token,
            Handler = network,
            TimeProvider = world.Time,
            Random = new Random(1),
        });
        InfraPlan plan;
        try
        {
            plan = await provider.PlanAsync(world.PlanOptions(intent), CancellationToken.None);
        }
        catch (CloudProviderException exception)
        {
            trace?.Invoke($"no plan: {exception.Message}");
            return Refusal(exception, world, lies) ?? Wrote(network);
        }

        if (Wrote(network) is { } wrote)
        {
            return wrote;
        }

        Reread(plan);
        trace?.Invoke("applying");
        try
        {
            ApplyReport report = await provider.ApplyAsync(world.ApplyOptions(plan), CancellationToken.None);
            return Report(report, world, lies) ?? Events(world.Events);
        }
        catch (CloudProviderException exception)
        {
            trace?.Invoke($"not applied: {exception.Message}");
            return Refusal(exception, world, lies) ?? Events(world.Events);
        }
    }

    private static string? Wrote(HostileHandler network) => network.HasWritten ? "the plan sent something that is no GET" : null;

    /// <summary>The plan can be written and read, whatever the API returned.</summary>
    private static void Reread(InfraPlan plan) => InfraPlanJson.Read("plan.json", Encoding.UTF8.GetBytes(InfraPlanJson.ToText(plan)));

    private static string? Refusal(CloudProviderException exception, World world, bool lies)
    {
        foreach (Problem problem in exception.Problems)
        {
            if (TextCheck.Of(problem) is { } wrong)
            {
                return wrong;
            }
        }

        return TextCheck.Of("an exception", exception.Message)
            ?? (exception.ToString().Contains(World.Token, StringComparison.Ordinal) ? "the token is shown" : null)
            ?? (exception.Report is { } report ? Report(report, world, lies) : null);
    }

    private static string? Report(ApplyReport report, World world, bool lies)
    {
        Dictionary<long, SandboxDroplet> live = world.Cloud.Droplets.ToDictionary(d => d.Id);
        foreach (HostOutcome host in report.Hosts)
        {
            SandboxDroplet? droplet = host.Id is { } id ? live.GetValueOrDefault(id.Number()) : null;
            string? wrong = lies ? null : host.Kind switch
            {
                OutcomeKind.Created when droplet?.Status != "active" || droplet.Name != host.MachineName => "created and is not active",
                OutcomeKind.Deleted when droplet is not null => "deleted and is there",
                OutcomeKind.Unchanged when droplet is null && host.Message is null => "unchanged and is not there",
                _ => null,
            };
            if (wrong is not null)
            {
                return $"{host.MachineName} ({host.Id}) was reported {wrong}";
            }

            if (TextCheck.Of("an outcome", host.Message) is { } obeyed)
            {
                return obeyed;
            }
        }

        return null;
    }

    private static string? Events(EventLog events) =>
        events.Of<HostFailed>().Select(e => TextCheck.Of("an event", e.Message)).FirstOrDefault(e => e is not null)
        ?? events.Of<HostCreateIndeterminate>().Select(e => TextCheck.Of("an event", e.Message)).FirstOrDefault(e => e is not null);

    private static string? TouchedOrDoubled(World world, Dictionary<long, string> others)
    {
        Dictionary<long, SandboxDroplet> live = world.Cloud.Droplets.ToDictionary(d => d.Id);
        foreach ((long id, string text) in others)
        {
            if (!live.TryGetValue(id, out SandboxDroplet? droplet) || Text(droplet) != text)
            {
                return $"the unmanaged droplet {id} was touched";
            }
        }

        // Two of app-1 may have been there before.
        return live.Values.Where(IsOurs).GroupBy(d => d.Name).Where(g => g.Count() > (g.Key == "staging-app-1" ? 2 : 1))
            .Select(g => $"{g.Count()} droplets are called {g.Key}").FirstOrDefault();
    }

    private static bool IsOurs(SandboxDroplet droplet) => droplet.Tags.Contains("stagecraft-project-shop");

    private static string Text(SandboxDroplet droplet) => $"{droplet.Name} {droplet.Status} {string.Join(',', droplet.Tags)}";
}
