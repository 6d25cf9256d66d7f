using Stagecraft.Config;
using Stagecraft.DigitalOcean.Api;
using Stagecraft.DigitalOcean.Sandbox.Droplets;
using Stagecraft.DigitalOcean.Settings;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;
using Stagecraft.Errors;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Tests.Planning;

internal static class Sample
{
    public static readonly DateTimeOffset Day = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static readonly Ownership Staging = new("shop", "staging", MachineNameTemplate.Default);

    public static Machine Droplet(long id, string name, params string[] tags) => new()
    {
        Id = id.Machine(),
        Name = name,
        State = MachineState.Running,
        Status = "active",
        CreatedAt = Day.AddMinutes(id),
        Region = "nyc1",
        Size = "s-1vcpu-1gb",
        Tags = tags,
        PublicIpv4 = $"198.18.0.{id % 250}",
    };

    public static Machine Owned(long id, string host, params string[] more) =>
        Droplet(
            id,
            $"staging-{host}",
            ["stagecraft", "stagecraft-env-staging", "stagecraft-project-shop", $"stagecraft-role-{host.Split('-')[0]}", .. more]);

    public static DesiredHost Host(
        string name,
        string size = "s-1vcpu-1gb",
        string region = "nyc1",
        string image = "ubuntu-22-04-x64",
        string sshKey = "key")
    {
        SourceLocation at = new("stagecraft.yml", 1, 1);
        HostSettings settings = new()
        {
            Name = name,
            MachineName = $"staging-{name}",
            Role = name.Split('-')[0],
            Size = size,
            SizeSetting = new(size, at, "size"),
            Region = region,
            RegionSetting = new(region, at, "region"),
            Image = image,
            ImageSetting = new(image, at, "image"),
            SshKeys = sshKey,
            Location = at,
            Path = name,
        };
        using FingerprintHash hash = new();
        return new(settings, Staging, hash) { RunningStatus = DropletTerms.Terms.RunningStatus };
    }

    public static DesiredState Desired(params IEnumerable<string> hosts) =>
        new(
            DropletTerms.Terms,
            Staging,
            PlanIntent.Converge,
            [.. hosts.Order(StringComparer.Ordinal).Select(h => Host(h))],
            HostChoice.All);

    public static DesiredState Clear => new(DropletTerms.Terms, Staging, PlanIntent.Down, [], HostChoice.All);

    public static ActualState Actual(params IEnumerable<Machine> droplets) => Inventory.Classify(Staging, droplets);
}
