using Stagecraft.DigitalOcean.Sandbox.Tests.Support;

namespace Stagecraft.DigitalOcean.Sandbox.Tests;

/// <summary>Sections 14.1 and 14.2: the actual state and out-of-band deletion of resources that are not droplets.</summary>
public sealed class ResourcesTests
{
    [Fact]
    public async Task The_actual_state_of_resources_is_available_and_they_can_be_deleted()
    {
        await using Account account = new Account(new SandboxOptions { ListLag = TimeSpan.FromMinutes(1) });
        SandboxResources resources = account.Sandbox.Resources;
        long droplet = account.Sandbox.CreateDroplet("web", ["blue"]).Id;
        string firewall = await FirewallSteps.Create(account, "web", $""" "tags":["blue"],"droplet_ids":[{droplet}] """);
        string volume = await VolumeSteps.Create(account, more: """ "tags":["blue"] """);
        string balancer = await LoadBalancerSteps.Create(account, more: """ "tag":"blue" """);
        await VolumeSteps.Act(account, volume, VolumeSteps.Attach(droplet));
        account.Clock.Advance(8);
        await account.Post("/v2/reserved_ips", $$"""{"droplet_id":{{droplet}}}""");
        account.Clock.Advance(2);

        resources.Firewalls.Should().BeEquivalentTo(
        [
            new SandboxFirewall
            {
                Id = firewall,
                Name = "web",
                DropletIds = [droplet],
                Tags = ["blue"],
                Rules = $$"""{"inbound":[{{FirewallSteps.Ssh}}],"outbound":[]}""",
            },
        ]);
        resources.Volumes.Should().BeEquivalentTo(
        [
            new SandboxVolume { Id = volume, Name = "data", Region = "nyc3", SizeGigabytes = 10, DropletId = droplet, Tags = ["blue"] },
        ]);
        SandboxReservedIp ip = resources.ReservedIps.Single();
        (ip.Region, ip.DropletId).Should().Be(("nyc3", droplet));
        resources.LoadBalancers.Single().Should().Match<SandboxLoadBalancer>(item =>
            item.Id == balancer && item.Name == "web" && item.Region == "nyc3" && item.Tag == "blue"
            && item.DropletIds.Single() == droplet && item.Ip!.StartsWith("198.51.100."));
        account.Sandbox.Droplets.Single().VolumeIds.Should().Equal(volume);

        foreach (string id in new[] { firewall, volume, balancer, ip.Ip })
        {
            resources.Delete(id);
            resources.Invoking(it => it.Delete(id)).Should().Throw<KeyNotFoundException>();
        }

        (resources.Firewalls.Count + resources.Volumes.Count + resources.ReservedIps.Count + resources.LoadBalancers.Count).Should().Be(0);
        account.Sandbox.Droplets.Single().VolumeIds.Should().BeEmpty();
    }
}
