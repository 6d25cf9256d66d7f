using System.Globalization;
using BenchmarkDotNet.Attributes;
using Stagecraft.Config;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;
using Stagecraft.Errors;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.Benchmarks;

/// <summary>A plan without its HTTP: what was seen is sorted into ours and others', and compared with what is declared.</summary>
[Config(typeof(PlannerConfig))]
public class PlannerBenchmarks
{
    private static readonly Ownership Staging = new("shop", "staging", MachineNameTemplate.Default);
    private static readonly Dictionary<string, decimal> Prices = new(StringComparer.Ordinal) { ["s-1vcpu-1gb"] = 6, ["s-2vcpu-4gb"] = 24 };

    private DesiredState _desired = null!;
    private Machine[] _droplets = [];

    /// <summary>How many hosts are declared, or exist, or both.</summary>
    [Params(1_000, 10_000, 100_000, 1_000_000)]
    public int Hosts { get; set; }

    private static readonly CloudTerms Terms = new()
    {
        Provider = "digitalocean",
        Cloud = "DigitalOcean",
        Machine = "droplet",
        Machines = "droplets",
    };

    /// <summary>What is there to do.</summary>
    [ParamsAllValues]
    public PlanCase Case { get; set; }

    /// <summary>Declares the hosts and fills the account.</summary>
    [GlobalSetup]
    public void Fill()
    {
        int hosts = Hosts;
        _desired = new(
            Terms,
            Staging,
            PlanIntent.Converge,
            Case == PlanCase.Delete ? [] : [.. Enumerable.Range(0, hosts).Select(Host)],
            HostChoice.All);
        _droplets = Case switch
        {
            PlanCase.InSync => [.. Enumerable.Range(0, hosts).Select(i => Owned(i, $"app-{i:D7}"))],
            PlanCase.Create => [],
            PlanCase.Delete => [.. Enumerable.Range(0, hosts).Select(i => Owned(i, $"app-{i:D7}"))],
            _ => [.. Enumerable.Range(0, hosts).SelectMany(Mixed)],
        };
    }

    /// <summary>The plan.</summary>
    [Benchmark]
    public InfraPlan Plan() => Planner.Diff(_desired, Inventory.Classify(Staging, _droplets), new Preflight { Prices = Prices });

    // Of ten hosts six are there, one of them of another size and one twice, and four are to be created; two droplets are not declared and
    // two not ours.
    private static IEnumerable<Machine> Mixed(int i) => (i % 10) switch
    {
        0 => [Owned(i, $"app-{i:D7}", "s-2vcpu-4gb")],
        1 => [Owned(i, $"app-{i:D7}"), Owned(i + 10_000_000, $"app-{i:D7}")],
        < 6 => [Owned(i, $"app-{i:D7}")],
        < 8 => [Owned(i, $"old-{i:D7}")],
        _ => [Owned(i, $"web-{i:D7}") with { Name = $"web-{i:D7}", Tags = ["web", "blue"] }],
    };

    private static Machine Owned(int i, string host, string size = "s-1vcpu-1gb") => new()
    {
        Id = new((400_000_000L + i).ToString(CultureInfo.InvariantCulture)),
        Name = $"staging-{host}",
        Status = "active",
        State = MachineState.Running,
        CreatedAt = DateTimeOffset.UnixEpoch.AddSeconds(i),
        Region = "nyc1",
        Size = size,
        Tags = ["stagecraft", "stagecraft-env-staging", "stagecraft-project-shop", "stagecraft-role-app"],
        PublicIpv4 = "198.18.0.1",
    };

    private static DesiredHost Host(int i)
    {
        SourceLocation at = new("stagecraft.yml", i + 1, 1);
        string name = $"app-{i:D7}";
        using FingerprintHash hash = new();
        return new(
            new DeclaredHost
            {
                Name = name,
                MachineName = $"staging-{name}",
                Role = "app",
                Size = "s-1vcpu-1gb",
                Region = "nyc1",
                Image = "ubuntu-22-04-x64",
                Tags = [],
                Location = at,
                Path = name,
            },
            Staging,
            hash)
        {
            RunningStatus = "active",
        };
    }
}
