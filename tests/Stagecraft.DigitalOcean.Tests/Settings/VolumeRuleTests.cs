using Stagecraft.DigitalOcean.Settings;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Settings;
using Stagecraft.Errors;

namespace Stagecraft.DigitalOcean.Tests.Settings;

/// <summary>Spec digitalocean.md 2.12 and 2.13.</summary>
public sealed class VolumeRuleTests
{
    [Fact]
    public void Volumes_have_the_name_of_their_host_and_defaults()
    {
        VolumeSettings[] volumes = Volumes(
            "{prod: {db-1: {role: db, volumes: {logs: {size: 10, filesystem: xfs}, data: {size: 16384, mount: /data}}}}}");

        volumes.Select(v => (v.Kind, v.Name, v.CloudName, v.Host, v.Size, v.Filesystem, v.Region, v.Mount)).Should().Equal(
            ("volume", "db-1-data", "prod-db-1-data", "db-1", 16384, "ext4", "nyc1", "/data"),
            ("volume", "db-1-logs", "prod-db-1-logs", "db-1", 10, "xfs", "nyc1", null));
        volumes[1].Fields.Select(f => (f.Name, f.Value, f.IsUpdatable, f.IsAttachment)).Should().Equal(
            ("size", "10 GiB", true, false), ("filesystem", "xfs", false, false), ("region", "nyc1", false, false),
            ("host", "db-1", true, true));
        (volumes[0].Path, volumes[0].Location!.Line).Should().Be(("hosts.prod.db-1.volumes.data", 5));
        volumes[0].ToString().Should().Be("volume db-1-data");
    }

    [Fact]
    public void Each_host_of_a_group_has_its_own_volumes() =>
        Volumes("{prod: {db: {role: db, count: 2, volumes: {data: {size: 1}}}}}").Select(v => (v.Name, v.CloudName, v.Host)).Should()
            .Equal(("db-1-data", "prod-db-1-data", "db-1"), ("db-2-data", "prod-db-2-data", "db-2"));

    [Theory]
    [InlineData("{§Data: {size: 1}}", "'Data' is not a valid name of a volume")]
    [InlineData("{data: §5}", "'data' must be a mapping, not a string")]
    [InlineData("{data: §{}}", "size is required")]
    [InlineData("{data: {size: §0}}", "size must be a whole number from 1 to 16384, not '0'")]
    [InlineData("{data: {size: §16385}}", "size must be a whole number from 1 to 16384")]
    [InlineData("{data: {size: 1, filesystem: §btrfs}}", "filesystem is 'btrfs', which is not an allowed value")]
    [InlineData("{data: {size: 1, §filesytem: xfs}}", "unknown key 'filesytem'")]
    [InlineData("{data: {size: 1, mount: §data}}", "mount is 'data', which is not an absolute path")]
    [InlineData("{data: {size: 1, mount: §/}}", "mount is '/', which is not an absolute path")]
    [InlineData("{data: {size: 1, mount: §/data/}}", "not an absolute path")]
    [InlineData("{data: {size: 1, mount: §/data/../etc}}", "not an absolute path")]
    [InlineData("{data: {size: 1, mount: §\"/da ta\"}}", "not an absolute path")]
    [InlineData("{data: {size: 1, mount: §\"/$(reboot)\"}}", "not an absolute path")]
    [InlineData("{data: {size: 1, mount: §/etc}}", "the volume would hide /etc of the system")]
    [InlineData("{data: {size: 1, mount: §/dev/shm}}", "the volume would hide /dev of the system")]
    [InlineData("{a: {size: 1, mount: /data}, b: {size: 1, mount: §/data}}",
        "mount '/data' is already that of hosts.prod.app-1.volumes.a in line 9")]
    [InlineData(
        "{a: {size: 1}, §aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa: {size: 1}}",
        "the volume's name 'prod-app-1-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' is 65 characters long: "
            + "at most 64 are allowed")]
    public void Invalid_volumes_are_reported_at_their_place(string volumes, string reason) =>
        Section.OnlyProblem(Section.WithHost("volumes: " + volumes)).Message.Should().Contain(reason);

    [Theory]
    [InlineData("/data")]
    [InlineData("/var/lib/postgresql")]
    [InlineData("/home/a_b.c-d")]
    public void Paths_can_be_mounts(string mount) =>
        Volumes($"{{prod: {{a: {{role: db, volumes: {{data: {{size: 1, mount: {mount}}}}}}}}}}}").Single().Mount.Should().Be(mount);

    [Fact]
    public void A_droplet_has_at_most_15_volumes()
    {
        string volumes = string.Join(", ", Enumerable.Range(1, 16).Select(n => $"v{n}: {{size: 1}}"));
        Section.OnlyProblem(Section.WithHost($"§volumes: {{{volumes}}}")).Message.Should()
            .Contain("host 'app-1' has 16 volumes: a droplet can have at most 15");
        Section.Parse(Section.WithHost($"volumes: {{{volumes[..volumes.LastIndexOf(',')]}}}")).Problems.Should().BeEmpty();
    }

    [Fact]
    public void A_name_that_begins_with_a_digit_is_reported() => Section.OnlyProblem(
        Section.Defaults + "hosts: {1st: {app-1: {role: app, volumes: {§data: {size: 1}}}}}").Message.Should()
        .Contain("the volume's name '1st-app-1-data' does not begin with a letter");

    [Theory]
    [InlineData("{prod: {db: {role: db, volumes: {1-a: {size: 1}}}, db-1: {role: db, volumes: {§a: {size: 1}}}}}")]
    [InlineData("{prod: {db: {role: db, volumes: {1-a: {size: 1}}}, db-1: {role: db, volumes: {§a: {size: 1}}}}, test: {}}")]
    public void Two_volumes_with_one_name_are_reported_with_both_places(string hosts) =>
        Section.OnlyProblem(Section.Defaults + "hosts: " + hosts).Message.Should()
            .Contain("the volume's name 'db-1-a' is already that of hosts.prod.db.volumes.1-a in line 5");

    [Fact]
    public void The_names_of_two_environments_cannot_be_equal() => Section.OnlyProblem(
        Section.Defaults + "hosts: {prod: {db: {role: db, volumes: {x-y: {size: 1}}}}, "
            + "prod-db: {x: {role: db, volumes: {§y: {size: 1}}}}}")
        .Message.Should().Contain("the volume's name 'prod-db-x-y' is already that of hosts.prod.db.volumes.x-y in line 5");

    [Fact]
    public void A_reserved_ip_belongs_to_its_host()
    {
        DropletConfig config = Read("{prod: {b: {role: x, reserved_ip: 203.0.113.10}, a: {role: x}}, test: {}}");
        DeclaredResource ip = config.Resources["prod"].Should().ContainSingle().Which;
        (ip.Kind, ip.Name, ip.CloudName, ip.Host).Should().Be(("reserved_ip", "b", "203.0.113.10", "b"));
        ip.Fields.Should().Equal(new DeclaredField("host", "b") { IsAttachment = true });
        (ip.Path, ip.Location!.Line).Should().Be(("hosts.prod.b.reserved_ip", 5));
        config.Resources["test"].Should().BeEmpty();
    }

    [Theory]
    [InlineData("app-1: {role: app, reserved_ip: §203.0.113}", "reserved_ip is '203.0.113', which is not an IPv4 address")]
    [InlineData("app-1: {role: app, reserved_ip: §203.0.113.010}", "not an IPv4 address")]
    [InlineData("app-1: {role: app, reserved_ip: §\"2001:db8::1\"}", "not an IPv4 address")]
    [InlineData("app: {role: app, count: 2, reserved_ip: §203.0.113.1}", "a group cannot have a reserved_ip")]
    [InlineData("a: {role: app, reserved_ip: 203.0.113.1}, b: {role: app, reserved_ip: §203.0.113.1}",
        "reserved_ip 203.0.113.1 is already declared by hosts.prod.a.reserved_ip in line 5")]
    public void An_invalid_reserved_ip_is_reported_at_its_place(string hosts, string reason) =>
        Section.OnlyProblem($"{Section.Defaults}hosts: {{prod: {{{hosts}}}}}").Message.Should().Contain(reason);

    [Fact]
    public void All_problems_are_reported_together() => Section.Parse(Section.Defaults
        + "hosts: {prod: {a: {role: x, reserved_ip: x, volumes: {A: {size: 0, mount: x}, b: {}}}, b: {role: x, volumes: {c: {size: x}}}}}")
        .Problems.Should().HaveCount(6).And.OnlyContain(p => p.Code == ErrorCodes.ConfigInvalid && p.Location != null);

    [Fact]
    public void A_file_without_the_keys_declares_no_resources() =>
        Read("{prod: {a: {role: x}}}").Resources.Should().ContainSingle().Which.Value.Should().BeEmpty();

    private static VolumeSettings[] Volumes(string hosts) => [.. Read(hosts).Resources["prod"].Cast<VolumeSettings>()];

    private static DropletConfig Read(string hosts)
    {
        DropletConfig config = DropletConfig.Read(World.Config(Section.Defaults + "hosts: " + hosts), null);
        config.Problems.Should().BeEmpty();
        return config;
    }
}
