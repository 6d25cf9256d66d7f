using Stagecraft.DigitalOcean.Sandbox;

namespace Stagecraft.DigitalOcean.Tests.Simulation;

/// <summary>People with access to the account, who act between and during runs.</summary>
internal sealed class People(World world, Watch watch, Random random, Action<string> tell)
{
    /// <summary>One that offers all sizes.</summary>
    private const string Region = "tor1";

    private static readonly string[] HostNames = ["app-1", "app-2", "app-3", "db-1", "web-1"];

    private readonly string _size = random.Next(5) == 0 ? "gpu-h100x1-80gb" : "s-1vcpu-1gb";
    private int _taken;

    /// <summary>The declared droplets' names.</summary>
    public IReadOnlySet<string> Declared { get; private set; } = new HashSet<string>();

    /// <summary>Fills an account with what is not ours; it may spell our tags its own way, and be so large that it is not read whole.</summary>
    public void Furnish()
    {
        bool isOdd = random.Next(5) == 0;
        string[][] neighbours =
        [
            isOdd ? ["Stagecraft", "Stagecraft-Env-Staging", "stagecraft-project-other", "STAGECRAFT-Role-app"] : [],
            ["stagecraft", "stagecraft-env-staging"],
            ["stagecraft", "stagecraft-env-prod", "stagecraft-project-shop"],
        ];
        int others = random.Next(25) == 0 ? 420 : 0;
        foreach (string[] tags in neighbours.Concat(Enumerable.Repeat(Array.Empty<string>(), others)))
        {
            watch.AddForeign(world.Cloud.CreateDroplet($"staging-old-{_taken++}", tags));
        }

        tell($"{_size}, {(isOdd ? "odd" : "plain")} tags, {others} others");
        EditConfig(0.8);
    }

    public void Meddle()
    {
        SandboxDroplet[] ours = [.. world.Cloud.Droplets.Where(d => !watch.IsForeign(d.Id) && !d.IsGoing)];
        SandboxDroplet? victim = ours.Length > 0 ? ours[random.Next(ours.Length)] : null;
        switch (random.Next(7))
        {
            case 0 when victim is not null:
                watch.Meddle(victim);
                world.Cloud.DeleteDroplet(victim.Id);
                tell($"somebody deletes {victim.Name} ({victim.Id})");
                break;
            case 1:
                EditConfig(0.7);
                break;
            case 2 when victim is not null:
                TakeAway(victim);
                break;
            case 3 when victim is not null:
                Lock(victim);
                break;
            case 4 when victim is not null:
                watch.Meddle(victim);
                world.Cloud.SetStatus(victim.Id, "off");
                tell($"somebody switches {victim.Name} ({victim.Id}) off");
                break;
            default:
                MakeTwin();
                break;
        }
    }

    private void EditConfig(double share)
    {
        string[] hosts = [.. HostNames.Where(_ => random.NextDouble() < share)];
        world.Yaml = World.Hosts(hosts).Replace("s-1vcpu-1gb", _size, StringComparison.Ordinal).Replace("nyc1", Region, StringComparison.Ordinal);
        Declared = hosts.Select(h => $"staging-{h}").ToHashSet(StringComparer.Ordinal);
        tell($"the config declares {string.Join(' ', hosts)}");
    }

    /// <summary>Its name goes too, so that the host can be made anew.</summary>
    private void TakeAway(SandboxDroplet victim)
    {
        watch.Lose(victim);
        world.Cloud.SetTags(victim.Id, []);
        world.Cloud.Rename(victim.Id, $"theirs-{_taken++}");
        watch.AddForeign(world.Cloud.Droplets.Single(d => d.Id == victim.Id));
        tell($"somebody takes {victim.Name} ({victim.Id}) away");
    }

    private void Lock(SandboxDroplet victim)
    {
        double seconds = 5 + (random.NextDouble() * 40);
        watch.Meddle(victim);
        world.Cloud.SetLocked(victim.Id, true);
        tell($"somebody locks {victim.Name} ({victim.Id}) for {seconds:0} s");
        world.Time.CreateTimer(
            _ =>
            {
                if (world.Cloud.Droplets.Any(d => d.Id == victim.Id))
                {
                    world.Cloud.SetLocked(victim.Id, false);
                }
            },
            null,
            TimeSpan.FromSeconds(seconds),
            Timeout.InfiniteTimeSpan);
    }

    private void MakeTwin()
    {
        string host = HostNames[random.Next(HostNames.Length)];
        SandboxDroplet twin = world.Cloud.CreateDroplet($"staging-{host}", World.OurTags(host), Region, _size, booting: random.Next(2) == 0);
        watch.Meddle(twin);
        tell($"somebody makes a second {host} ({twin.Id})");
    }
}
