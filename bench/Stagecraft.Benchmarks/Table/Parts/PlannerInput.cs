using System.Globalization;
using Stagecraft.Benchmarks.Table.Accounts;
using Stagecraft.Config;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;
using Stagecraft.Errors;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.Benchmarks.Table.Parts;

/// <summary>Of ten declared hosts one is missing and one has another size; for each ten, one managed droplet is not declared and one
/// droplet is unmanaged.</summary>
internal sealed record PlannerInput(
    DesiredState Desired, IReadOnlyList<Machine> Droplets, IReadOnlyDictionary<string, decimal> Prices, int Missing)
{
    private static readonly CloudTerms Terms = new()
    {
        Provider = "digitalocean",
        Cloud = "DigitalOcean",
        Machine = "droplet",
        Machines = "droplets",
    };

    private static readonly DateTimeOffset LongAgo = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static PlannerInput Of(int hosts)
    {
        Ownership ownership = new("shop", "prod", MachineNameTemplate.Default);
        SourceLocation location = new("stagecraft.yml", 1, 1);
        List<DesiredHost> declared = new(hosts);
        List<Machine> droplets = new(hosts * 11 / 10);
        int missing = 0;
        using FingerprintHash hash = new();
        foreach (FleetHost host in new Fleet(hosts).All)
        {
            DeclaredHost settings = Settings(host, ownership, location);
            DesiredHost desired = new(settings, ownership, hash) { RunningStatus = "active" };
            IReadOnlyList<string> tags = desired.Tags;
            declared.Add(desired);
            int kind = declared.Count % 10;
            if (kind == 0)
            {
                missing++;
                droplets.Add(Droplet(droplets.Count, ownership.MachineName($"old-{host.Name}"), host.Size, tags));
                droplets.Add(Droplet(droplets.Count, $"other-{host.Name}", host.Size, ["other"]));
            }
            else
            {
                droplets.Add(Droplet(droplets.Count, ownership.MachineName(host.Name), kind == 1 ? "s-4vcpu-8gb" : host.Size, tags));
            }
        }

        declared.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        Dictionary<string, decimal> prices = new() { ["s-1vcpu-1gb"] = 6, ["s-4vcpu-8gb"] = 48 };
        return new(new DesiredState(Terms, ownership, PlanIntent.Converge, declared, HostChoice.All), droplets, prices, missing);
    }

    private static Machine Droplet(int number, string name, string size, IReadOnlyList<string> tags) => new()
    {
        Id = new((1_000_000 + number).ToString(CultureInfo.InvariantCulture)),
        Name = name,
        Status = "active",
        State = MachineState.Running,
        CreatedAt = LongAgo,
        Region = Fleet.Region,
        Size = size,
        Tags = tags,
    };

    private static DeclaredHost Settings(FleetHost host, Ownership ownership, SourceLocation location) => new()
    {
        Name = host.Name,
        MachineName = ownership.MachineName(host.Name),
        Role = host.Role,
        Size = host.Size,
        Region = Fleet.Region,
        Image = "ubuntu-22-04-x64",
        Tags = [],
        Location = location,
        Path = "",
    };
}
