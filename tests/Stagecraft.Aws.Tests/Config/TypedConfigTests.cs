using System.Text;
using Stagecraft.Aws.Settings;
using Stagecraft.Config;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Settings;
using Stagecraft.Providers;

namespace Stagecraft.Aws.Tests.Config;

/// <summary>Spec aws.md 5.10: the typed config is the section of a file.</summary>
public sealed class TypedConfigTests
{
    private const string Yaml = """
        account_id: "123456789012"
        profile: p
        ssh_key_name: ops
        default_region: eu-central-1
        regions: [eu-central-1]
        default_size: t3.small
        default_image: debian-12
        security_groups: [web]
        public_ip: false
        machine_name: "x-{environment}-{host}"
        poll_interval: 3s
        settle_window: 90s
        create_timeout: 5m
        delete_timeout: 6m
        ssh_user: me
        ssh_timeout: 2m
        cloud_init_timeout: 7m
        http_timeout: 8m
        hosts:
          prod:
            app:
              role: app
              count: 2
              size: t3.large
              region: eu-central-1
              image: al2023
              zone: eu-central-1a
              subnet: subnet-0abc
              security_groups: [a]
              public_ip: true
              tags: {team: shop}
              user_data: "#!/bin/sh"
              iam_instance_profile: app
              monitoring: true
              root_volume_size: 30
              volumes: {data: {size: 10, filesystem: xfs, mount: /data}}
              wait: http
              health: {port: 81, path: /up, status: 200, host: example.com}
              protected: true
            db: {role: db, user_data_file: f, reserved_ip: 203.0.113.10}
        environments:
          prod:
            defaults: {region: eu-central-1, size: t3.micro, image: al2023, security_groups: [b], roles: {db: {size: t3.nano}}}
            budget: {monthly_max: 10}
            replace: {max_unavailable: 2}
            firewalls:
              web:
                roles: [app]
                inbound: [{port: ["443"], from: any}, {port: ["22"], from: [198.51.100.0/24]}]
                outbound: [{port: ["5432"], protocol: tcp, to: {role: db}}]
              ssh: {all: true, inbound: [{protocol: icmp, from: any}]}
        """;

    private static AwsConfig Typed => new()
    {
        AccountId = "123456789012",
        Profile = "p",
        SshKeyName = "ops",
        DefaultRegion = "eu-central-1",
        Regions = ["eu-central-1"],
        DefaultSize = "t3.small",
        DefaultImage = "debian-12",
        SecurityGroups = ["web"],
        PublicIp = false,
        MachineName = "x-{environment}-{host}",
        PollInterval = TimeSpan.FromSeconds(3),
        SettleWindow = TimeSpan.FromSeconds(90),
        CreateTimeout = TimeSpan.FromMinutes(5),
        DeleteTimeout = TimeSpan.FromMinutes(6),
        SshUser = "me",
        SshTimeout = TimeSpan.FromMinutes(2),
        CloudInitTimeout = TimeSpan.FromMinutes(7),
        HttpTimeout = TimeSpan.FromMinutes(8),
        Environments =
        {
            ["prod"] = new() { ["app"] = App, ["db"] = new() { Role = "db", UserDataFile = "f", ReservedIp = "203.0.113.10" } },
        },
        EnvironmentSettings = { ["prod"] = Prod },
    };

    private static AwsHost App => new()
    {
        Role = "app",
        Count = 2,
        Size = "t3.large",
        Region = "eu-central-1",
        Image = "al2023",
        Zone = "eu-central-1a",
        Subnet = "subnet-0abc",
        SecurityGroups = ["a"],
        PublicIp = true,
        Tags = { ["team"] = "shop" },
        UserData = "#!/bin/sh",
        IamInstanceProfile = "app",
        Monitoring = true,
        RootVolumeSize = 30,
        Volumes = { ["data"] = new() { Size = 10, Filesystem = "xfs", Mount = "/data" } },
        Wait = HostWait.Http,
        Health = new() { Port = 81, Path = "/up", Status = 200, Host = "example.com" },
        Protected = true,
    };

    private static AwsEnvironment Prod => new()
    {
        Defaults = new()
        {
            Region = "eu-central-1",
            Size = "t3.micro",
            Image = "al2023",
            SecurityGroups = ["b"],
            Roles = { ["db"] = new() { Size = "t3.nano" } },
        },
        MonthlyMax = 10,
        MaxUnavailable = 2,
        Firewalls =
        {
            ["web"] = new()
            {
                Roles = ["app"],
                Inbound =
                [
                    new() { Port = ["443"], From = AwsPeers.Any },
                    new() { Port = ["22"], From = AwsPeers.OfAddresses("198.51.100.0/24") },
                ],
                Outbound = [new() { Port = ["5432"], Protocol = "tcp", To = AwsPeers.OfRole("db") }],
            },
            ["ssh"] = new() { All = true, Inbound = [new() { Protocol = "icmp", From = AwsPeers.Any }] },
        },
    };

    [Fact]
    public void The_typed_config_equals_the_file()
    {
        ConfigNode file = ConfigReader.Read("stagecraft.yml", Encoding.UTF8.GetBytes(Yaml));
        SettingsResult expected = SettingsParser.Parse(file, "shop", SettingsScope.Everything, _ => "#!x"u8.ToArray());
        SettingsResult typed = SettingsParser.Parse(Typed.ToConfig(), "shop", SettingsScope.Everything, _ => "#!x"u8.ToArray());

        expected.Problems.Should().BeEmpty();
        typed.Problems.Should().BeEmpty();
        typed.Settings.Should().BeEquivalentTo(
            expected.Settings,
            o => o.WithStrictOrdering().Excluding(m => m.Type == typeof(Errors.SourceLocation)).ComparingRecordsByMembers());
        Keys(Typed.ToConfig()).Should().BeEquivalentTo(Keys(file));
    }

    [Fact]
    public void User_data_is_not_part_of_the_text_of_a_host() =>
        new AwsHost { Role = "app", Size = "t3.small", UserData = "secret" }.ToString().Should()
            .Be("AwsHost { Role = app, Size = t3.small }");

    [Fact]
    public void Problems_have_the_paths_of_a_file() =>
        SettingsParser.Parse(
                new AwsConfig
                {
                    AccountId = "1",
                    Environments = { ["prod"] = new() { ["a"] = new() { Role = "app", Size = "x" } } },
                }.ToConfig(),
                null,
                SettingsScope.Everything,
                UserData.ReadFile)
            .Problems.Select(p => p.Path).Should().BeEquivalentTo("account_id", "hosts.prod.a.size", "hosts.prod.a.region");

    private static IEnumerable<string> Keys(ConfigNode node) => node switch
    {
        ConfigMapping mapping => mapping.Entries.SelectMany(e => Keys(e.Value).Prepend(e.Value.Path)),
        ConfigSequence list => list.Items.SelectMany(Keys),
        _ => [],
    };
}
