using System.Text;
using Stagecraft.Config;
using Stagecraft.DigitalOcean.Api;
using Stagecraft.DigitalOcean.Settings;
using Stagecraft.Engine.Settings;
using Stagecraft.Errors;

namespace Stagecraft.DigitalOcean.Tests.Settings;

public sealed class SettingsTests
{
    [Fact]
    public void The_minimum_of_a_section_and_all_defaults()
    {
        DigitalOceanSettings settings = Section.Settings(
            "token_env: T\nssh_key_name: k\nhosts: {prod: {a: {role: app, size: s-1, region: nyc1}}}");

        settings.Should().BeEquivalentTo(new
        {
            TokenEnv = "T",
            SshKeys = new[] { new { Value = "k", Path = "ssh_key_name" } },
            DefaultRegion = (string?)null,
            DefaultSize = (string?)null,
            DefaultImage = "ubuntu-22-04-x64",
            Regions = Array.Empty<string>(),
            Sizes = Array.Empty<string>(),
            PollInterval = TimeSpan.FromSeconds(5),
            SettleWindow = TimeSpan.FromSeconds(15),
            CreateTimeout = TimeSpan.FromMinutes(10),
            DeleteTimeout = TimeSpan.FromMinutes(10),
        });
        settings.Environments.Should().ContainSingle().Which.Hosts.Should().ContainSingle().Which.Should().BeEquivalentTo(new
        {
            Name = "a",
            MachineName = "prod-a",
            Role = "app",
            Size = "s-1",
            Region = "nyc1",
            Image = "ubuntu-22-04-x64",
            Tags = Array.Empty<string>(),
            UserData = (UserData?)null,
            Monitoring = false,
            Backups = false,
            Ipv6 = false,
            VpcUuid = (Setting<string>?)null,
            Path = "hosts.prod.a",
        });
    }

    [Fact]
    public void Every_key_of_the_section()
    {
        DigitalOceanSettings settings = Section.Settings(
            """
            token_env: _t0
            ssh_key_name: my key
            default_region: fra1
            default_size: s-1
            default_image: debian-12-x64
            regions: [fra1, nyc3, fra1]
            sizes: ["s-1"]
            poll_interval: 2s
            settle_window: 1500ms
            create_timeout: 90m
            delete_timeout: 24h
            hosts: {prod: {}}
            """);

        settings.Should().BeEquivalentTo(new
        {
            TokenEnv = "_t0",
            SshKeys = new[] { new { Value = "my key", Path = "ssh_key_name" } },
            DefaultRegion = "fra1",
            DefaultSize = "s-1",
            DefaultImage = "debian-12-x64",
            Regions = new[] { "fra1", "nyc3" },
            Sizes = new[] { "s-1" },
            PollInterval = TimeSpan.FromSeconds(2),
            SettleWindow = TimeSpan.FromMilliseconds(1500),
            CreateTimeout = TimeSpan.FromMinutes(90),
            DeleteTimeout = TimeSpan.FromHours(24),
        });
        settings.Environments.Should().ContainSingle().Which.Hosts.Should().BeEmpty();
    }

    [Fact]
    public void Every_key_of_a_host()
    {
        HostSettings host = Host(Section.WithHost(
            """
            size: s-2
            region: fra1
            image: 12345
            tags: [web, "a:b", x_1]
            user_data: "#!/bin/sh"
            monitoring: true
            backups: true
            ipv6: false
            vpc_uuid: 5A4981AA-9653-4BD1-BEF5-D6BFF52042E4
            """));

        host.Should().BeEquivalentTo(new
        {
            Size = "s-2",
            Region = "fra1",
            Image = "12345",
            Tags = new[] { "a:b", "web", "x_1" },
            Monitoring = true,
            Backups = true,
            Ipv6 = false,
            VpcUuid = new { Value = "5a4981aa-9653-4bd1-bef5-d6bff52042e4", Path = "hosts.prod.app-1.vpc_uuid" },
        });
        host.UserData!.Text.Should().Be("#!/bin/sh");
    }

    [Fact]
    public void Values_have_locations()
    {
        HostSettings own = Host(Section.WithHost("size: s-2\nregion: fra1\nimage: x"));
        own.Location.Should().Be(At(7, 5));
        own.Path.Should().Be("hosts.prod.app-1");
        (own.SizeSetting.Location, own.SizeSetting.Path).Should().Be((At(9, 13), "hosts.prod.app-1.size"));
        (own.RegionSetting.Location, own.RegionSetting.Path).Should().Be((At(10, 15), "hosts.prod.app-1.region"));
        (own.ImageSetting.Location, own.ImageSetting.Path).Should().Be((At(11, 14), "hosts.prod.app-1.image"));

        HostSettings byDefault = Host(Section.Defaults + "default_image: y\n" + Section.Hosts);
        (byDefault.SizeSetting.Location, byDefault.SizeSetting.Path).Should().Be((At(4, 15), "default_size"));
        (byDefault.RegionSetting.Location, byDefault.RegionSetting.Path).Should().Be((At(3, 17), "default_region"));
        (byDefault.ImageSetting.Location, byDefault.ImageSetting.Path).Should().Be((At(5, 16), "default_image"));

        HostSettings unsaid = Host(Section.Defaults + Section.Hosts);
        (unsaid.ImageSetting.Location, unsaid.ImageSetting.Path).Should().Be((unsaid.Location, unsaid.Path!));
    }

    [Fact]
    public void Environments_keep_the_order_of_the_file_and_hosts_are_sorted_ordinally()
    {
        DigitalOceanSettings settings = Section.Settings(
            Section.Defaults + "hosts:\n  z: {b: {role: x}, a-1: {role: x}, a: {role: x}, a1: {role: x}}\n  a: {}\n");

        settings.Environments.Select(e => (e.Name, e.Location)).Should().Equal(("z", At(6, 3)), ("a", At(7, 3)));
        settings.Environments[0].Hosts.Select(h => h.Name).Should().Equal("a", "a-1", "a1", "b");
    }

    [Fact]
    public void Aliases_and_merge_keys_share_settings_between_hosts()
    {
        DigitalOceanSettings settings = Section.Settings(
            Section.Defaults + "hosts:\n  prod:\n    a: &app {role: app, size: s-9}\n    b: *app\n    c: {<<: *app, role: db}\n");

        settings.Environments[0].Hosts.Select(h => (h.MachineName, h.Role, h.Size)).Should()
            .Equal(("prod-a", "app", "s-9"), ("prod-b", "app", "s-9"), ("prod-c", "db", "s-9"));
    }

    [Fact]
    public void The_example_is_read()
    {
        ConfigMapping top = ConfigReader.Read(Repository.PathTo("examples/stagecraft.yml"));
        SettingsResult result = SettingsParser.Parse(
            StagecraftFile.Parse(top).File!.ProviderConfig, null, SettingsScope.Everything, UserData.ReadFile);

        result.Problems.Should().BeEmpty();
        result.Settings!.Environments.SelectMany(e => e.Hosts).Select(h => $"{h.MachineName} {h.Role} {h.Size} {h.Region}").Should().Equal(
            "staging-app-1 app s-2vcpu-4gb nyc1",
            "staging-db-1 db s-4vcpu-8gb nyc1",
            "prod-app-1 app s-4vcpu-8gb nyc3",
            "prod-app-2 app s-4vcpu-8gb nyc3",
            "prod-db-1 db s-8vcpu-16gb nyc3",
            "prod-gateway-1 gateway s-2vcpu-4gb nyc3");
    }

    [Fact]
    public void User_data_is_shown_as_a_hash()
    {
        HostSettings host = Host(Section.WithHost("user_data: abc"));

        host.UserData!.Sha256.Should().Be("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        host.UserData.ToString().Should().Be("sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        host.ToString().Should().NotContain("abc");
    }

    [Fact]
    public void The_largest_names_user_data_and_tags_that_are_allowed()
    {
        string host = new('h', 63 - "prod-".Length);
        string role = new('r', 255 - "stagecraft-role-".Length);
        string data = new string('x', (64 * 1024) - 2) + "é";
        string settings = $"role: {role}, user_data: \"{data}\", tags: [{new string('t', 255)}]";
        string yaml = Section.Defaults + $"hosts: {{prod: {{{host}: {{{settings}}}}}, {new string('e', 61)}: {{}}}}";

        HostSettings parsed = Host(yaml);

        parsed.MachineName.Should().HaveLength(63);
        Encoding.UTF8.GetByteCount(parsed.UserData!.Text).Should().Be(64 * 1024);
    }

    private static HostSettings Host(string yaml) => Section.Settings(yaml).Environments[0].Hosts.Should().ContainSingle().Which;

    private static SourceLocation At(int line, int column) => new("stagecraft.yml", line, column);
}
