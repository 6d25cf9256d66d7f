using Stagecraft.Cli.Tests.Support;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.Cli.Tests;

/// <summary>spec/cli/output.md 5.</summary>
public sealed class HostsTests : IDisposable
{
    private readonly TestCli _cli = new();

    public HostsTests() => _cli.Provider.Hosts = Samples.Hosts;

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Text_is_a_table()
    {
        CliResult result = await _cli.RunAsync("infra hosts -e prod");
        result.ExitCode.Should().Be(0);
        Golden.Match("hosts.txt", result.Out);
    }

    [Fact]
    public async Task Json_has_every_field()
    {
        CliResult result = await _cli.RunAsync("infra hosts -e prod -o json");
        result.ExitCode.Should().Be(0);
        Golden.Match("hosts.json", result.Out);
    }

    [Fact]
    public async Task On_a_narrow_terminal_the_last_columns_are_left_out()
    {
        (_cli.IsTerminal, _cli.Width) = (true, 60);
        CliResult result = await _cli.RunAsync("infra hosts -e prod --no-color");
        Golden.Match("hosts.60.txt", result.Out);
        result.Out.Split('\n')[..4].Should().OnlyContain(l => l.Length <= 60);
    }

    [Fact]
    public async Task No_hosts_are_said_to_be_none()
    {
        _cli.Provider.Hosts = [];
        (await _cli.RunAsync("infra hosts -e prod")).Out.Should().Be("No hosts in environment prod.\n");
        (await _cli.RunAsync("infra hosts -e prod -o json")).Json.GetProperty("hosts").GetArrayLength().Should().Be(0);
    }

    [Fact]
    public async Task An_environment_that_is_not_declared_can_be_listed()
    {
        CliResult result = await _cli.RunAsync("infra hosts -e pr-1 -q");
        result.ExitCode.Should().Be(0);
        result.Error.Should().BeEmpty();
        _cli.Provider.Listed!.Environment.Should().Be("pr-1");
    }

    [Theory] // 5.4 to 5.6
    [InlineData("ansible", "hosts.ini")]
    [InlineData("ssh-config", "hosts.ssh_config")]
    [InlineData("env", "hosts.env")]
    public async Task Other_tools_get_their_own_form(string format, string golden)
    {
        _cli.Provider.Hosts =
        [
            Samples.Hosts[0],
            Samples.Hosts[0] with { Name = "app--1", MachineName = "prod-app--1", Id = new ResourceId("7"), Role = "a-b" },
            .. Samples.Hosts.Skip(1),
        ];
        CliResult result = await _cli.RunAsync($"infra hosts -e prod -o {format}");
        result.ExitCode.Should().Be(0, result.Error);
        Golden.Match(golden, result.Out);
        result.Error.Should().Be("note: prod- (id 1005) is omitted: its name is not a host's name\n", "a private address is one");
    }

    [Fact] // 5.1
    public async Task A_protected_host_is_marked()
    {
        _cli.Provider.Hosts = [Samples.Hosts[0] with { IsProtected = true }];
        (await _cli.RunAsync("infra hosts -e prod")).Out.Should().MatchRegex("PROTECTED\napp-1 .* yes\n");
    }

    [Fact] // 5.4
    public async Task Own_tags_are_groups_of_Ansible()
    {
        _cli.Provider.Hosts =
        [
            Samples.Hosts[0] with { Tags = ["a b", "cost:web", "cost_web", "x-1"] },
            Samples.Hosts[0] with { Name = "app-2", MachineName = "prod-app-2", Tags = ["x-1"] },
        ];
        (await _cli.RunAsync("infra hosts -e prod -o ansible")).Out.Should()
            .EndWith("\n[tag_cost_web]\nprod-app-1\n\n[tag_x_1]\nprod-app-1\nprod-app-2\n").And.NotContain("a b");
    }

    [Theory] // 5.1, 5.2.1, 5.4 and 5.5
    [InlineData("text", "REGION  PROTECTED\n")]
    [InlineData("text", "app-1  active  203.0.113.5  192.0.2.7  10.0.0.5")]
    [InlineData("text", "app-2  active  203.0.113.6  -          10.0.0.5")]
    [InlineData("json", "\"public_ipv4\": \"203.0.113.5\",\n      \"reserved_ipv4\": \"192.0.2.7\",")]
    [InlineData("ansible", "prod-app-1 ansible_host=203.0.113.5 ansible_user=root stagecraft_host=app-1 stagecraft_id=1004 "
        + "stagecraft_reserved_ipv4=192.0.2.7\n")]
    [InlineData("ansible", "stagecraft_host=app-2 stagecraft_id=1009\n")]
    [InlineData("ssh-config", "    HostName 203.0.113.5\n    User root\n    # reserved IP: 192.0.2.7\n\nHost app-2")]
    [InlineData("env", "STAGECRAFT_HOST_APP_1=203.0.113.5\n")]
    public async Task A_reserved_ip_is_shown_next_to_the_own_address(string format, string part)
    {
        _cli.Provider.Hosts =
        [
            Samples.Hosts[0] with { ReservedIpv4 = "192.0.2.7" },
            Samples.Hosts[0] with { Name = "app-2", MachineName = "prod-app-2", Id = new ResourceId("1009"), PublicIpv4 = "203.0.113.6" },
        ];
        (await _cli.RunAsync($"infra hosts -e prod -o {format}")).Out.Should().Contain(part);
    }

    [Theory] // 5.4 and 5.5
    [InlineData("deploy", "deploy")]
    [InlineData("\"a\\nb\"", "root")]
    public async Task The_ssh_user_of_the_file_is_used(string declared, string user)
    {
        File.WriteAllText(
            _cli.ConfigFile, Samples.Config.Replace("token_env", $"ssh_user: {declared}\n      token_env", StringComparison.Ordinal));
        _cli.Provider.Hosts = [Samples.Hosts[0]];
        (await _cli.RunAsync("infra hosts -e prod -o ssh-config")).Out.Should().EndWith($"    User {user}\n");
        (await _cli.RunAsync("infra hosts -e prod -o ansible")).Out.Should().Contain($" ansible_user={user} ");
    }

    [Fact] // 5.3
    public async Task A_host_without_address_is_left_out_with_a_note()
    {
        _cli.Provider.Hosts = [Samples.Hosts[0] with { PublicIpv4 = null, PrivateIpv4 = null }];
        CliResult result = await _cli.RunAsync("infra hosts -e prod -o env");
        (result.ExitCode, result.Out).Should().Be((0, ""));
        result.Error.Should().Be("note: app-1 (prod-app-1, id 1004) is omitted: it has no address yet\n");
    }

    [Theory] // 5.3
    [InlineData("ansible")]
    [InlineData("ssh-config")]
    [InlineData("env")]
    [InlineData("kamal")]
    [InlineData("prometheus")]
    public async Task A_host_that_exists_twice_is_an_error(string format)
    {
        _cli.Provider.Hosts = [Samples.Hosts[0], Samples.Hosts[0] with { Id = new ResourceId("1010") }];
        CliResult result = await _cli.RunAsync($"infra hosts -e prod -o {format}");
        (result.ExitCode, result.Out).Should().Be((5, ""));
        result.Error.Should().Contain("host 'app-1' exists 2 times (ids 1004, 1010)");
    }

    [Fact] // 5.5
    public async Task Ssh_takes_no_name_for_two_machines()
    {
        HostStatus app = Samples.Hosts[0];
        _cli.Provider.Hosts =
        [
            app,
            app with { Name = "prod-app-1", MachineName = "prod-prod-app-1", Id = new ResourceId("2"), PublicIpv4 = "203.0.113.6" },
            app with { Name = "odd-1", MachineName = "*", Id = new ResourceId("3"), PublicIpv4 = "203.0.113.7" },
        ];
        CliResult result = await _cli.RunAsync("infra hosts -e prod -o ssh-config");
        result.Out.Split('\n').Where(l => l.StartsWith("Host ", StringComparison.Ordinal))
            .Should().Equal("Host app-1", "Host prod-app-1 prod-prod-app-1", "Host odd-1");
    }

    [Theory] // 5.7
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(160)]
    public async Task All_environments_are_a_table(int width)
    {
        (_cli.IsTerminal, _cli.Width) = (true, width);
        _cli.Provider.Environments = Samples.Environments;
        CliResult result = await _cli.RunAsync("infra hosts --all --no-color");
        result.ExitCode.Should().Be(0, result.Error);
        Golden.Match($"hosts.all.{width}.txt", result.Out);
    }

    [Fact] // 5.7
    public async Task All_environments_are_told_as_json()
    {
        _cli.Provider.Environments = Samples.Environments;
        Golden.Match("hosts.all.json", (await _cli.RunAsync("infra hosts --all -o json")).Out);
    }

    [Fact] // 5.7
    public async Task An_account_without_droplets_of_ours_says_so()
    {
        (await _cli.RunAsync("infra hosts --all")).Out.Should().Be("No droplets of Stagecraft in the account.\n");
        (await _cli.RunAsync("infra hosts --all -o json")).Json.GetProperty("environments").GetArrayLength().Should().Be(0);
    }

    [Theory] // 5.7
    [InlineData("infra hosts --all -e prod")]
    [InlineData("infra hosts --all -o env")]
    [InlineData("infra hosts --all -o kamal")]
    [InlineData("infra hosts --all -o prometheus")]
    [InlineData("infra hosts --all -o prometheus --port 9090")]
    [InlineData("infra hosts -e prod --port 9090")]
    [InlineData("infra hosts -e prod -o json --port 9090")]
    [InlineData("infra hosts -e prod -o prometheus --port 0")]
    [InlineData("infra hosts -e prod -o prometheus --port 65536")]
    [InlineData("infra plan -e prod -o env")]
    public async Task What_does_not_go_together_is_a_usage_error(string commandLine) =>
        (await _cli.RunAsync(commandLine)).ExitCode.Should().Be(3);
}
