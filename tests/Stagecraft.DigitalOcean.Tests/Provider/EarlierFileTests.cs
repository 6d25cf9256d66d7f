using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Events;
using Stagecraft.Plans;

namespace Stagecraft.DigitalOcean.Tests.Provider;

/// <summary>A file of version 0.1 with all its keys, and droplets that version 0.1 created: without the tags of later versions.</summary>
public sealed class EarlierFileTests
{
    private readonly World _world = new()
    {
        Yaml = """
            token_env: DO_TOKEN
            ssh_key_name: my-ssh-key
            default_region: nyc1
            default_size: s-1vcpu-1gb
            default_image: ubuntu-22-04-x64
            regions: [nyc1, fra1]
            sizes: [s-1vcpu-1gb, s-2vcpu-4gb]
            poll_interval: 5s
            settle_window: 15s
            create_timeout: 10m
            delete_timeout: 10m
            ssh_user: root
            ssh_timeout: 5m
            cloud_init_timeout: 15m
            hosts:
              staging:
                app-1: &app { role: app, tags: [web], user_data: "#!/bin/sh", wait: active }
                app-2: *app
                db-1: { role: db, size: s-2vcpu-4gb, region: fra1, image: debian-12-x64, monitoring: true, backups: true, ipv6: true, protected: true }
              prod: {}
            """,
    };

    [Fact]
    public void It_gives_the_same_creates_and_deletes_with_the_same_requests_for_changes()
    {
        SandboxDroplet kept = _world.Ours("app-1", more: ["web"]);
        SandboxDroplet old = _world.Ours("old-1");

        InfraPlan plan = _world.Plan();

        plan.ToCreate.Select(h => h.Name).Should().Equal("app-2", "db-1");
        plan.ToDelete.Select(h => (h.Name, h.Reason)).Should().Equal(("old-1", DeleteReason.Undeclared));
        plan.Unchanged().Select(h => h.Name).Should().Equal("app-1");
        plan.Warnings.Should().BeEmpty();
        plan.NotCompared.Should().ContainSingle().Which.Fields.Should().Equal("ssh_keys", "user_data");
        _world.Network.Sent.Should().HaveCountLessThanOrEqualTo(8 + 3 + 1, "of 0.1, of other resources, of the second image");

        _world.Apply(plan).Hosts.Should().HaveCount(4).And.ContainSingle(h => h.Kind == OutcomeKind.Unchanged && h.Id == kept.Id.Machine());
        _world.Network.Sent.Where(r => !r.StartsWith("GET ", StringComparison.Ordinal))
            .Should().Equal("POST /v2/droplets", "POST /v2/droplets", $"DELETE /v2/droplets/{old.Id}");
        _world.Plan().InSync.Should().BeTrue();
    }

    [Fact]
    public void A_down_deletes_the_same_droplets()
    {
        SandboxDroplet app = _world.Ours("app-1", more: ["web"]);
        SandboxDroplet old = _world.Ours("old-1");
        _world.Ours("db-1", more: ["stagecraft-protected"]);

        _world.Down();

        _world.Live().Should().Equal("staging-db-1");
        _world.Network.Sent.Where(r => !r.StartsWith("GET ", StringComparison.Ordinal))
            .Should().Equal($"DELETE /v2/droplets/{app.Id}", $"DELETE /v2/droplets/{old.Id}");
    }
}
