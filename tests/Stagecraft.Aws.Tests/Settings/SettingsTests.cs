using System.Text;
using Stagecraft.Aws.Settings;
using Stagecraft.Config;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Settings;
using Stagecraft.Providers;

namespace Stagecraft.Aws.Tests.Settings;

/// <summary>Spec aws.md 5: what valid sections mean.</summary>
public sealed class SettingsTests
{
    // The example of the reference of DigitalOcean, in the words of AWS.
    private const string Full = """
        account_id: "123456789012"
        profile: staging
        ssh_key_name: ops
        default_region: eu-central-1
        regions: [eu-central-1, us-east-1]
        default_size: t3.small
        default_image: al2023
        security_groups: [web, sg-0123456789abcdef0]
        public_ip: false
        machine_name: "x-{environment}-{host}"
        poll_interval: 3s
        settle_window: 90s
        create_timeout: 5m
        delete_timeout: 6m
        ssh_timeout: 2m
        cloud_init_timeout: 7m
        http_timeout: 8m
        hosts:
          staging:
            app:
              role: app
              count: 2
              image: ssm:/my/golden/image
              zone: eu-central-1a
              subnet: subnet-0abc
              tags: {team: shop, Cost: "7"}
              user_data: |
                #cloud-config
              wait: http
              health: {port: 8080, path: /up}
            db-1:
              role: db
              size: m7g.large
              region: us-east-1
              image: ami-0123456789abcdef0
              security_groups: [db]
              public_ip: true
              iam_instance_profile: backup
              monitoring: true
              root_volume_size: 30
              volumes: {data: {size: 100, mount: /data}}
              reserved_ip: 203.0.113.10
              protected: true
        environments:
          staging:
            defaults: {size: t3.large, security_groups: [env], roles: {db: {size: m7g.medium}}}
            budget: {monthly_max: 100}
            replace: {max_unavailable: 2}
            firewalls:
              ssh: {all: true, inbound: [{port: 22, from: [198.51.100.0/24]}]}
              web: {roles: [app], inbound: [{port: [80, 443], from: any}, {port: 5432, from: {role: db}}]}
        """;

    [Fact]
    public void A_section_with_all_keys()
    {
        AwsSettings settings = Section.Settings(Full, "shop");

        (settings.AccountId, settings.Profile, settings.SshKeyName?.Value, settings.DefaultImage).Should()
            .Be(("123456789012", "staging", "ops", "al2023"));
        settings.ReadRegions.Should().Equal("eu-central-1", "us-east-1");
        settings.Timeouts.Should().Be(new EngineTimeouts
        {
            PollInterval = TimeSpan.FromSeconds(3),
            SettleWindow = TimeSpan.FromSeconds(90),
            CreateTimeout = TimeSpan.FromMinutes(5),
            DeleteTimeout = TimeSpan.FromMinutes(6),
        });
        settings.Budgets.Should().Equal(new Dictionary<string, decimal> { ["staging"] = 100 });
        settings.MaxUnavailable.Should().Equal(new Dictionary<string, int> { ["staging"] = 2 });
        settings.Environments.Should().ContainSingle().Which.Hosts.Select(h => (h.Name, h.MachineName, h.Size, h.Region)).Should().Equal(
            ("app-1", "x-staging-app-1", "t3.large", "eu-central-1"),
            ("app-2", "x-staging-app-2", "t3.large", "eu-central-1"),
            ("db-1", "x-staging-db-1", "m7g.large", "us-east-1"));
    }

    [Fact]
    public void The_example_of_the_reference_is_valid()
    {
        string page = File.ReadAllText(Repository.PathTo("docs/config-aws.md"));
        int start = page.IndexOf("```yaml\n", StringComparison.Ordinal) + "```yaml\n".Length;
        string yaml = page[start..page.IndexOf("```", start, StringComparison.Ordinal)];
        StagecraftFile file = StagecraftFile.Parse(ConfigReader.Read("stagecraft.yml", Encoding.UTF8.GetBytes(yaml))).File!;

        Ec2Config config = Ec2Config.Read(file.ProviderConfig, file.Project);

        config.Problems.Should().BeEmpty();
        config.Warnings["staging"].Should().BeEmpty();
        config.Environments[0].Hosts.Select(h => h.Name).Should().Equal("app-1", "app-2", "db-1");
        config.Resources["staging"].Select(r => r.ToString()).Should()
            .Equal("volume db-1-data", "firewall db", "firewall role.app", "firewall ssh", "firewall web");
        config.Timeouts.Should().Be(new EngineTimeouts());
    }

    [Fact]
    public void The_file_of_the_quick_reference_is_valid()
    {
        string yaml = File.ReadAllText(Repository.PathTo("docs/quick-reference.md")).ReplaceLineEndings("\n").Split("```yaml\n").Skip(1)
            .Select(b => b.Split("```")[0]).Single(b => b.Contains("provider: aws", StringComparison.Ordinal));
        StagecraftFile file = StagecraftFile.Parse(ConfigReader.Read("stagecraft.yml", Encoding.UTF8.GetBytes(yaml))).File!;

        Ec2Config config = Ec2Config.Read(file.ProviderConfig, file.Project);

        config.Problems.Should().BeEmpty();
        config.Environments.Should().NotBeEmpty();
    }

    [Fact]
    public void Two_environments_in_two_regions()
    {
        AwsSettings settings = Section.Settings("""
            account_id: "123456789012"
            ssh_key_name: "my-ssh-key"
            default_region: "us-east-1"
            default_size: "t3.medium"
            security_groups: [internal]
            hosts:
              staging:
                app-1:
                  role: app
                  size: "t3.medium"
                  region: "us-east-1"
                db-1:
                  role: db
                  size: "m7g.large"
                  region: "us-east-1"
              prod:
                gateway-1:
                  role: gateway
                  region: "eu-central-1"
                app-1:
                  role: app
                  size: "m7g.large"
                  region: "eu-central-1"
            """);

        settings.Environments.Select(e => (e.Name, string.Join(' ', e.Hosts.Select(h => $"{h.MachineName}:{h.Size}:{h.Region}")))).Should()
            .Equal(
                ("staging", "staging-app-1:t3.medium:us-east-1 staging-db-1:m7g.large:us-east-1"),
                ("prod", "prod-app-1:m7g.large:eu-central-1 prod-gateway-1:t3.medium:eu-central-1"));
        settings.ReadRegions.Should().Equal("eu-central-1", "us-east-1");
    }

    [Fact]
    public void A_host_with_defaults()
    {
        Ec2Host host = Section.Settings(Full).Environments[0].Hosts[0];

        host.ImageReference.Should().Be(new ImageReference(ImageReferenceKind.Parameter, "/my/golden/image"));
        host.Tags.Should().Equal("Cost=7", "team=shop");
        (host.HasPublicAddress, host.Wait, host.Health.Port).Should().Be((false, HostWait.Http, 8080));
        host.SecurityGroups.Select(g => g.Value).Should().Equal("env");
        host.Firewalls.Should().Equal("stagecraft.staging.ssh", "stagecraft.staging.web");
        host.Properties.Select(p => (p.Name, p.Value, p.IsUpdatable, p.IsHashed)).Should().Equal(
            ("monitoring", "false", true, false),
            ("public_ip", "false", false, false),
            ("security_groups", "env", true, false),
            ("ssh_key_name", "ops", false, false),
            ("subnet", "subnet-0abc", false, false),
            ("user_data", host.UserData!.ToString(), false, true),
            ("zone", "eu-central-1a", false, false));
    }

    [Fact]
    public void A_host_with_its_own_values()
    {
        Ec2Host host = Section.Settings(Full).Environments[0].Hosts[2];

        host.ImageReference.Should().Be(new ImageReference(ImageReferenceKind.Ami, "ami-0123456789abcdef0"));
        (host.HasPublicAddress, host.IsProtected, host.RootVolumeSize?.Value).Should().Be((true, true, 30));
        host.Firewalls.Should().Equal("stagecraft.staging.ssh", "stagecraft.staging.role.db");
        host.Resources.Select(r => (r.Kind, r.Name, r.CloudName)).Should().Equal(
            ("volume", "db-1-data", "x-staging-db-1-data"), ("reserved_ip", "db-1", "203.0.113.10"));
        host.Properties.Where(p => p.Name != "user_data").Select(p => (p.Name, p.Value)).Should().Equal(
            ("iam_instance_profile", "backup"),
            ("monitoring", "true"),
            ("public_ip", "true"),
            ("root_volume_size", "30"),
            ("security_groups", "db"),
            ("ssh_key_name", "ops"));
    }

    [Fact]
    public void Properties_are_sorted_by_name() => Section.Settings(Full).Environments[0].Hosts.Should()
        .AllSatisfy(h => h.Properties.Select(p => p.Name).Should().BeInAscendingOrder(StringComparer.Ordinal).And.OnlyHaveUniqueItems());

    [Fact]
    public void Firewalls_are_security_groups_with_a_name()
    {
        EnvironmentResources resources = Section.Settings(Full, "shop").ResourcesOf("staging");

        resources.Declared.Select(r => (r.Kind, r.Name, r.CloudName)).Should().Equal(
            ("firewall", "ssh", "stagecraft.shop.staging.ssh"), ("firewall", "web", "stagecraft.shop.staging.web"));
        resources.Declared[1].Fields.Select(f => (f.Name, f.Value)).Should().Contain(("inbound 5432/tcp", "role db"));
        Section.Settings(Full).ResourcesOf("staging").Declared[0].CloudName.Should().Be("stagecraft.staging.ssh");
    }

    [Theory]
    [InlineData("ubuntu-24.04", "ubuntu", "/aws/service/canonical/ubuntu/server/24.04/stable/current/amd64/hvm/ebs-gp3/ami-id")]
    [InlineData("ubuntu-22.04", "ubuntu", "/aws/service/canonical/ubuntu/server/22.04/stable/current/amd64/hvm/ebs-gp2/ami-id")]
    [InlineData("al2023", "ec2-user", "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64")]
    [InlineData("debian-12", "admin", "/aws/service/debian/release/12/latest/amd64")]
    public void An_alias_is_a_public_parameter(string alias, string user, string path)
    {
        AwsSettings settings = Section.Settings(Section.Defaults + $"default_image: {alias}\n" + Section.Hosts);

        Ec2Host host = settings.Environments[0].Hosts[0];
        host.SshUser.Should().Be(user);
        ImageReference image = host.ImageReference;
        image.ParameterFor(isArm: false).Should().Be(path);
        image.ParameterFor(isArm: true).Should().Be(
            path.Replace("amd64", "arm64", StringComparison.Ordinal).Replace("x86_64", "arm64", StringComparison.Ordinal));
    }

    /// <summary>Spec aws.md 5.4: readiness probes log in as the user of the host's image.</summary>
    [Theory]
    [InlineData("", "", "ubuntu")]
    [InlineData("", "image: al2023", "ec2-user")]
    [InlineData("", "image: ami-0123456789abcdef0", "ubuntu")]
    [InlineData("default_image: debian-12\n", "", "admin")]
    [InlineData("default_image: debian-12\n", "image: al2023", "ec2-user")]
    [InlineData("environments: {prod: {defaults: {image: al2023}}}\n", "", "ec2-user")]
    [InlineData("ssh_user: deploy\n", "image: al2023", "deploy")]
    public void The_SSH_user_is_that_of_the_image(string section, string host, string user) =>
        Section.Host(section + Section.WithHost(host)).SshUser.Should().Be(user);

    [Theory]
    [InlineData("eu-central-1", "eu-central-1a")]
    [InlineData("us-east-1", "us-east-1-bos-1a")]
    [InlineData("us-gov-west-1", "us-gov-west-1b")]
    public void Zones_of_a_region(string region, string zone) =>
        Section.Host(Section.WithHost($"region: {region}\nzone: {zone}")).Zone!.Value.Should().Be(zone);

    [Fact]
    public void A_minimal_section_has_defaults()
    {
        AwsSettings settings = Section.Settings(Section.Defaults + Section.Hosts);
        Ec2Host host = settings.Environments[0].Hosts[0];

        settings.SettleWindow.Should().Be(TimeSpan.FromSeconds(60));
        (settings.Profile, settings.SshKeyName, host.SshUser, host.Image).Should().Be((null, null, "ubuntu", "ubuntu-24.04"));
        (host.HasPublicAddress, host.Monitoring, host.Zone, host.Subnet, host.UserData).Should().Be((true, false, null, null, null));
    }

    [Fact]
    public void The_regions_to_read_are_those_of_the_file() => Section.Settings(
            "account_id: \"123456789012\"\nregions: [us-west-2, eu-west-1, us-east-1]\ndefault_size: t3.small\nsecurity_groups: [a]\n"
                + "hosts: {prod: {a: {role: app, region: eu-west-1}, b: {role: app}}}\n"
                + "environments: {prod: {defaults: {region: us-east-1}}}\n")
        .ReadRegions.Should().Equal("eu-west-1", "us-east-1", "us-west-2");
}
