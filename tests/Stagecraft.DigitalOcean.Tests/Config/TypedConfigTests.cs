using System.Reflection;
using System.Text;
using Stagecraft.Config;
using Stagecraft.DigitalOcean.Api;
using Stagecraft.DigitalOcean.Settings;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Settings;
using Stagecraft.Errors;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Tests.Config;

/// <summary>Spec digitalocean.md 15.1, 15.2: typed settings.</summary>
public sealed class TypedConfigTests
{
    public static TheoryData<string> SectionNames => [.. SectionKeys.All.Select(k => k.Name)];

    public static TheoryData<string> HostNames => [.. HostKeys.All.Select(k => k.Name)];

    [Theory]
    [MemberData(nameof(SectionNames))]
    public void Every_key_of_the_section_can_be_set(string key)
    {
        DigitalOceanConfig config = new DigitalOceanConfig { SshKeyName = "k" };

        Set(config, Property(key));

        config.ToConfig().Find(key).Should().NotBeNull();
    }

    [Theory]
    [MemberData(nameof(HostNames))]
    public void Every_key_of_a_host_can_be_set(string key)
    {
        DigitalOceanHost host = new DigitalOceanHost { Role = "app" };

        Set(host, Pascal(key));

        ((ConfigMapping)Config(host).Find("hosts")!).Find("staging").Should().BeOfType<ConfigMapping>()
            .Which.Find("app-1").Should().BeOfType<ConfigMapping>().Which.Find(key).Should().NotBeNull();
    }

    [Fact]
    public void There_is_no_property_without_a_key()
    {
        Properties<DigitalOceanConfig>()
            .Should().BeEquivalentTo(SectionKeys.All.Select(k => Property(k.Name)));
        Properties<DigitalOceanHost>().Should().BeEquivalentTo(
            [.. HostKeys.All.Select(k => Pascal(k.Name)), nameof(DigitalOceanHost.BackupPolicy)], "backups is a flag or a policy");
    }

    [Fact]
    public void The_typed_config_equals_the_file()
    {
        DigitalOceanSettings typed = Parse(TypedSample.Full.ToConfig()).Settings!;
        DigitalOceanSettings written = Parse(World.Config(TypedSample.FullYaml)).Settings!;

        typed.Should().BeEquivalentTo(
            written, o => o.Excluding(m => m.Type == typeof(SourceLocation)).Excluding(m => m.Name == nameof(UserData.Sha256)));
        typed.Environments.Select(e => e.Name).Should().Equal("prod", "staging");
    }

    [Theory]
    [InlineData(PlanIntent.Converge)]
    [InlineData(PlanIntent.Down)]
    public void The_plan_is_byte_for_byte_that_of_the_file_and_can_be_applied(PlanIntent intent)
    {
        DigitalOceanConfig config = TypedSample.Full with
        {
            Environments = new()
            {
                ["staging"] = new()
                {
                    ["app-1"] = new() { Role = "app", Tags = ["x"] },
                    ["db-1"] = TypedSample.Full.Environments["staging"]["db-1"] with { ReservedIp = null },
                    ["web"] = TypedSample.Full.Environments["staging"]["web"] with { Wait = HostWait.Active, Health = null },
                },
            },
        };
        World world = new()
        {
            Yaml = TypedSample.FullYaml.Replace(
                "monitoring: true, backups: true, ipv6: true, wait: cloud-init", "tags: [x]", StringComparison.Ordinal)
                .Replace("  prod: {}\n", "", StringComparison.Ordinal)
                .Replace("      reserved_ip: 203.0.113.10\n", "", StringComparison.Ordinal)
                .Replace("      wait: http\n", "", StringComparison.Ordinal)
                .Replace(
                    "      health: { port: 8080, path: \"/up?a=b\", status: 204, host: example.com }", "", StringComparison.Ordinal),
        };
        world.Ours("old-1");
        OtherClient.CreateProject(world, "Shop production");
        PlanOptions typed = world.PlanOptions(intent) with { Config = config.ToConfig() };

        InfraPlan plan = world.Time.Run(() => world.NewProvider().PlanAsync(typed, default));

        Json(plan).Should().Be(Json(world.Plan(intent)));
        plan.Fingerprint.Config.Should().Be(world.Plan(intent).Fingerprint.Config);
        world.Apply(plan).Succeeded.Should().BeTrue();
    }

    [Fact]
    public void The_order_of_added_hosts_does_not_matter()
    {
        DigitalOceanConfig With(params string[] hosts) => new()
        {
            SshKeyName = "k",
            Environments = { ["staging"] = hosts.ToDictionary(h => h, _ => new DigitalOceanHost { Role = "APP" }) },
        };

        Parse(With("b", "a").ToConfig()).Problems.Should().Equal(Parse(With("a", "b").ToConfig()).Problems);
    }

    [Fact]
    public void Problems_have_a_path_without_a_location_and_are_reported_per_host()
    {
        DigitalOceanConfig config = new DigitalOceanConfig
        {
            TokenEnv = "",
            SshKeyName = "",
            DefaultRegion = "nyc1",
            PollInterval = TimeSpan.FromMilliseconds(0.5),
            SettleWindow = TimeSpan.FromHours(1),
            SshTimeout = TimeSpan.FromSeconds(-1),
            Environments =
            {
                ["staging"] = new()
                {
                    ["app-1"] = new() { Role = "app", Size = "a b", Tags = ["x", "x"] },
                    ["app-2"] = new() { Role = "app", Size = "a b", UserData = "a", UserDataFile = "b", Wait = (HostWait)7 },
                    ["app-3"] = null!,
                    ["App"] = new() { Role = "app", Size = "s" },
                },
            },
        };

        IReadOnlyList<Problem> problems = Parse(config.ToConfig()).Problems;

        problems.Should().OnlyContain(p => p.Location == null && p.Code == ErrorCodes.ConfigInvalid);
        problems.Select(p => (p.Path, p.Message)).Should().BeEquivalentTo(new (string?, string)[]
        {
            ("token_env", "invalid config: token_env is required"),
            ("ssh_key_name", "invalid config: ssh_key_name is required"),
            ("poll_interval", "invalid config: poll_interval is '0.5ms', which is not a duration"),
            ("settle_window", "invalid config: settle_window is '1h', which is out of its range: 1s to 5m"),
            ("ssh_timeout", "invalid config: ssh_timeout is '-1s', which is not a duration"),
            ("hosts.staging.App", "invalid config: 'App' is not a valid name of a host"),
            ("hosts.staging.app-1.size", "invalid config: size is 'a b': there must be no spaces in it"),
            ("hosts.staging.app-1.tags[1]", "invalid config: duplicate tag 'x': it is already in the list"),
            ("hosts.staging.app-2.size", "invalid config: size is 'a b': there must be no spaces in it"),
            ("hosts.staging.app-2.user_data_file", "invalid config: user_data and user_data_file are both set"),
            ("hosts.staging.app-2.wait", "invalid config: wait is '7', which is not an allowed value"),
            ("hosts.staging.app-3", "invalid config: host 'app-3' must be a mapping, not an empty value"),
        });
    }

    [Fact]
    public void A_config_without_environments_reports_that_hosts_are_required()
    {
        Parse(new DigitalOceanConfig { SshKeyName = "k" }.ToConfig()).Problems.Should().ContainSingle()
            .Which.Should().BeEquivalentTo(new { Message = "invalid config: hosts configuration is required", Path = "hosts" });
    }

    [Fact]
    public void Two_hosts_with_one_droplet_name_are_reported_without_a_line()
    {
        DigitalOceanHost host = new DigitalOceanHost { Role = "app", Size = "s", Region = "r" };
        DigitalOceanConfig config = new()
        {
            SshKeyName = "k",
            Environments = { ["prod"] = new() { ["eu-app-1"] = host }, ["prod-eu"] = new() { ["app-1"] = host } },
        };

        Parse(config.ToConfig()).Problems.Should().ContainSingle()
            .Which.Message.Should().Be("invalid config: the droplet's name 'prod-eu-app-1' is already that of hosts.prod.eu-app-1");
    }

    [Fact]
    public void A_value_that_the_account_does_not_offer_is_reported_with_its_path()
    {
        World world = new();
        DigitalOceanConfig config = new DigitalOceanConfig
        {
            SshKeyName = "my-ssh-key",
            DefaultRegion = "nyc1",
            DefaultSize = "s-none",
            Environments =
            {
                ["staging"] = new()
                {
                    ["a"] = new() { Role = "app" },
                    ["b"] = new() { Role = "app" },
                    ["c"] = new() { Role = "app", Size = "s-none" },
                },
            },
        };

        Func<Task> plan = () => world.NewProvider().PlanAsync(world.PlanOptions() with { Config = config.ToConfig() }, default);

        CloudProviderException failure = FluentActions.Invoking(() => world.Time.Run(plan))
            .Should().ThrowExactly<CloudProviderException>().Which;
        failure.Problems.Select(p => (p.Path, p.Message)).Should().BeEquivalentTo(new (string?, string)[]
        {
            ("default_size", "invalid config: size 's-none' does not exist (hosts 'a', 'b')"),
            ("hosts.staging.c.size", "invalid config: size 's-none' does not exist (host 'c')"),
        });
    }

    [Fact]
    public void User_data_is_not_shown()
    {
        DigitalOceanHost host = TypedSample.Full.Environments["staging"]["db-1"];

        host.ToString().Should().Be(
            "DigitalOceanHost { Role = db, Size = s-2vcpu-4gb, Region = fra1, Image = ubuntu-22-04-x64, Tags = [b, a:1], UserData = "
            + $"{new UserData(TypedSample.Secret)}, BackupPolicy = weekly, Volumes = [data, logs], ReservedIp = 203.0.113.10, "
            + "Protected = True }");
        TypedSample.Full.ToString().Should().NotContain("secret");
        Parse(Config(host with { UserData = TypedSample.Secret + new string('x', 70_000), Role = "" })).Problems.Should().HaveCount(2)
            .And.OnlyContain(p => !p.ToString().Contains("secret"));
    }

    // A number: half a pair does not survive in an attribute.
    [Theory]
    [InlineData(0, "user_data is not a string: it contains NUL characters")]
    [InlineData(0xd800, "user_data is not a string: it contains half of a surrogate pair")]
    public void User_data_that_cannot_be_sent_unchanged_is_refused(int character, string message) =>
        Parse(Config(new DigitalOceanHost { Role = "app", UserData = $"secret{(char)character}" })).Problems.Should().ContainSingle()
            .Which.Should().BeEquivalentTo(new { Message = "invalid config: " + message, Path = "hosts.staging.app-1.user_data" });

    [Fact]
    public void A_user_data_file_is_relative_to_the_working_directory()
    {
        List<string> read = [];

        SettingsParser.Parse(
            Config(new DigitalOceanHost { Role = "app", UserDataFile = "boot/first.sh" }), null, SettingsScope.Everything, path =>
            {
                read.Add(path);
                return "x"u8.ToArray();
            }).Problems.Should().BeEmpty();

        read.Should().Equal(Path.Combine("boot", "first.sh"));
    }

    private static ConfigMapping Config(DigitalOceanHost host) => new DigitalOceanConfig
    {
        SshKeyName = "k",
        DefaultRegion = "nyc1",
        DefaultSize = "s",
        Environments = { ["staging"] = new() { ["app-1"] = host } },
    }.ToConfig();

    private static SettingsResult Parse(ConfigNode config) =>
        SettingsParser.Parse(config, null, SettingsScope.Everything, UserData.ReadFile);

    private static string Json(InfraPlan plan) => InfraPlanJson.ToText(plan);

    private static IEnumerable<string> Properties<T>() =>
        typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(p => p.Name);

    private static string Property(string key) => key switch
    {
        "hosts" => nameof(DigitalOceanConfig.Environments),
        "environments" => nameof(DigitalOceanConfig.EnvironmentSettings),
        _ => Pascal(key),
    };

    private static string Pascal(string key) =>
        string.Concat(key.Split('_').Select(w => char.ToUpperInvariant(w[0]) + w[1..]));

    private static void Set(object settings, string name)
    {
        PropertyInfo property = settings.GetType().GetProperty(name) ?? throw new InvalidOperationException($"there is no property {name}");
        Type type = property.PropertyType;
        property.SetValue(settings, type switch
        {
            _ when type == typeof(string) => "x",
            _ when type == typeof(bool) => true,
            _ when type == typeof(int?) => 2,
            _ when type == typeof(TimeSpan?) => TimeSpan.FromSeconds(1),
            _ when type == typeof(HostWait) => HostWait.Ssh,
            _ when type == typeof(DigitalOceanHealth) => new DigitalOceanHealth { Port = 1 },
            _ when type == typeof(IReadOnlyList<string>) => (IReadOnlyList<string>)["x"],
            _ when type == typeof(Dictionary<string, string>) => new Dictionary<string, string> { ["x"] = "x" },
            _ when type == typeof(Dictionary<string, DigitalOceanVolume>) =>
                new Dictionary<string, DigitalOceanVolume> { ["x"] = new() { Size = 1 } },
            _ when type == typeof(Dictionary<string, DigitalOceanEnvironment>) =>
                new Dictionary<string, DigitalOceanEnvironment> { ["x"] = new() },
            _ => new Dictionary<string, Dictionary<string, DigitalOceanHost>> { ["x"] = [] },
        });
    }
}
