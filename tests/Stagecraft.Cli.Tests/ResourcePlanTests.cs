using Stagecraft.Cli.Tests.Support;
using Stagecraft.Plans;

namespace Stagecraft.Cli.Tests;

/// <summary>The rows of resources other than hosts. spec/cli/output.md, 1.1.3, 1.2, 1.3.2 and 1.6.</summary>
public sealed class ResourcePlanTests : IDisposable
{
    private readonly TestCli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData(".80")]
    [InlineData(".60")]
    public async Task Ten_changes_of_every_kind_are_one_screen(string width)
    {
        _cli.IsTerminal = width.Length > 0;
        _cli.Width = _cli.IsTerminal ? int.Parse(width[1..], System.Globalization.CultureInfo.InvariantCulture) : null;
        _cli.Provider.Plan = ResourceSamples.Full;
        CliResult result = await _cli.RunAsync("infra plan -e prod --no-color");
        result.ExitCode.Should().Be(0);
        Golden.Match($"resources.plan{width}.txt", result.Out);
        result.Out.Split('\n').Should().OnlyContain(l => _cli.Width == null || l.Length <= _cli.Width);
        if (width == ".80")
        {
            result.Out.Split('\n').Should().HaveCountLessThanOrEqualTo(25, "24 lines, the last one with a line end");
        }
    }

    [Fact]
    public async Task Colors_add_nothing_to_the_text()
    {
        _cli.IsTerminal = true;
        _cli.Provider.Plan = ResourceSamples.Full;
        Golden.Match("resources.plan.colour.txt", (await _cli.RunAsync("infra plan -e prod")).Out);
    }

    [Fact]
    public async Task Json_has_the_kinds_and_can_be_read_again()
    {
        _cli.Provider.Plan = ResourceSamples.Full;
        CliResult result = await _cli.RunAsync("infra plan -e prod -o json");
        Golden.Match("resources.plan.json", result.Out);
        InfraPlanJson.ToText(InfraPlanJson.Read("plan.json", System.Text.Encoding.UTF8.GetBytes(result.Out))).Should()
            .Be(result.Out.TrimEnd('\n'));
    }

    [Fact]
    public async Task Unchanged_resources_are_counted()
    {
        _cli.Provider.Plan = Samples.Of(Samples.Unchanged, ResourceSamples.KeptVolume, ResourceSamples.KeptAddress);
        (await _cli.RunAsync("infra plan -e prod")).Out.Should().Contain("No changes. 1 host and 2 other resources as declared.\n");
        _cli.Provider.Plan = Samples.Of(ResourceSamples.KeptVolume);
        (await _cli.RunAsync("infra plan -e prod")).Out.Should().Contain("No changes. 1 volume as declared.\n");
        _cli.Provider.Plan = Samples.Of(ResourceSamples.KeptVolume, ResourceSamples.KeptAddress);
        (await _cli.RunAsync("infra plan -e prod")).Out.Should().Contain("No changes. 2 resources as declared.\n");
    }

    [Fact]
    public async Task An_update_and_drift_of_one_resource_are_in_both_groups()
    {
        _cli.Provider.Plan = Samples.Of(Samples.Unchanged, ResourceSamples.LargerVolume);
        CliResult result = await _cli.RunAsync("infra plan -e prod");
        result.Out.Should()
            .Contain("1 volume to update:\n  ! volume db-2-data  +10.00/mo  host none -> db-2; size 100 -> 200\n")
            .And.Contain("1 volume has drifted (this plan does not change it):\n  ~ volume db-2-data  region is nyc3, declared nyc1\n");
        result.Error.Should().Contain("hint: to resolve the drift, change the file, or change these resources in the cloud\n");
    }

    [Theory] // 1.1.3
    [InlineData("db-2", "db-2 (old) -> db-2 (new)")]
    [InlineData("db-1", "db-1 -> db-2")]
    public async Task A_volume_of_a_deleted_host_names_both_hosts(string host, string shown)
    {
        HostDeletion old = Samples.Old with
        {
            Id = new ResourceId("i-536f"),
            Name = host,
            MachineName = $"prod-{host}",
            Reason = host == "db-2" ? DeleteReason.Replace : DeleteReason.Undeclared,
        };
        ResourceChange row = host == "db-2"
            ? HostChange.Replace(old, Samples.App2 with { Name = host, MachineName = $"prod-{host}" })
            : HostChange.Delete(old);
        _cli.Provider.Plan = Samples.Of(row, ResourceSamples.LargerVolume with
        {
            Fields = [new("host", "db-2", "i-536f") { IsUpdated = true }],
        });
        (await _cli.RunAsync("infra plan -e prod")).Out.Should().Contain($"  host {shown}\n").And.NotContain("host i-536f");
    }

    [Theory] // 1.1.4
    [InlineData("", "x", "tags: none -> x (id 1004)")]
    [InlineData("y", "x,y", "tags: y -> x,y (id 1004)")]
    [InlineData(
        "stagecraft-set:shop:prod,stagecraft-set:shop:prod:db",
        "stagecraft-set:shop:prod,stagecraft-set:shop:prod:db,x",
        "tags: none -> x (id 1004)")]
    [InlineData("x", "stagecraft-set:shop:prod,x", "tags: added for firewalls, load balancers and alerts (id 1004)")]
    public async Task Only_tags_of_the_file_are_shown(string actual, string declared, string shown)
    {
        FieldDifference tags = new("tags", declared, actual) { IsUpdated = true };
        _cli.Provider.Plan = Samples.Of(HostChange.Keep("app-1", "prod-app-1", new ResourceId("1004"), tags));
        CliResult result = await _cli.RunAsync("infra plan -e prod");
        result.Out.Should().Contain($" {shown}\n").And.NotContain("stagecraft-set");
    }

    [Fact]
    public async Task The_hint_for_drift_resizes_hosts_only()
    {
        _cli.Provider.Plan = Samples.Of(Samples.Drift, ResourceSamples.LargerVolume);
        CliResult result = await _cli.RunAsync("infra plan -e prod");
        result.Error.Should().Contain("--resize gateway-1`").And.NotContain("db-2-data");
    }

    [Fact]
    public async Task Drift_that_remains_after_up_is_named_with_its_kind()
    {
        _cli.Provider.Plan = Samples.Of(ResourceSamples.LargerVolume with
        {
            Actions = ResourceActions.None,
            Approval = Approval.None,
            Fields = [new("region", "nyc1", "nyc3")],
        });
        (await _cli.RunAsync("infra up -e prod")).Error.Should().Contain("warning: drift not corrected: volume db-2-data (region)\n");
    }

    [Fact]
    public async Task A_duplicate_is_shown_with_its_id()
    {
        _cli.Provider.Plan = Samples.Of(
            ResourceSamples.OldVolume with { Reason = DeleteReason.Duplicate },
            ResourceSamples.OldVolume with { Name = null, Id = new("7") });
        (await _cli.RunAsync("infra plan -e prod")).Out.Should()
            .Contain("  - volume (prod-old-1-data)  -5.00/mo  region nyc3; size 50; id 7, undeclared, data lost\n")
            .And.Contain("  - volume old-1-data         -5.00/mo  region nyc3; size 50; id volume-old-1-data, duplicate, data lost\n");
    }

    [Theory]
    [InlineData("all/tcp|all/udp|icmp", "  + firewall web  outbound any\n")]
    [InlineData("all/tcp|icmp", "  + firewall web  outbound all/tcp any, icmp any\n")]
    [InlineData("all/tcp|all/udp|icmp|53/udp", "  + firewall web  outbound 53/udp any, all/tcp any, all/udp any, icmp any\n")]
    public async Task All_traffic_is_one_word(string rules, string row)
    {
        _cli.Provider.Plan = Samples.Of(ResourceSamples.NewFirewall with
        {
            Fields = [.. rules.Split('|').Select(r => new FieldDifference($"outbound {r}", "any", null))],
        });
        (await _cli.RunAsync("infra plan -e prod")).Out.Should().Contain(row);
    }

    [Theory]
    [InlineData("http/80", null, "  + firewall web  forward https/443 to http/80\n")]
    [InlineData("http/80", "", "  ! firewall web  +forward https/443 to http/80\n")]
    [InlineData(null, "http/80", "  ! firewall web  -forward https/443 to http/80\n")]
    [InlineData("http/81", "http/80", "  ! firewall web  forward https/443 http/80 -> http/81\n")]
    public async Task A_forwarding_rule_states_its_direction(string? declared, string? actual, string row)
    {
        ResourceChange change = actual is null ? ResourceSamples.NewFirewall : ResourceSamples.ChangedFirewall with { Name = "web" };
        _cli.Provider.Plan = Samples.Of(change with
        {
            Fields = [new("forward https/443", declared, actual is "" ? null : actual) { IsUpdated = actual is not null }],
        });
        (await _cli.RunAsync("infra plan -e prod")).Out.Should().Contain(row);
    }

    [Fact]
    public async Task Down_states_what_is_lost()
    {
        _cli.Provider.Plan = ResourceSamples.Down;
        Golden.Match("resources.down.txt", (await _cli.RunAsync("infra down -e prod --dry-run")).Out);
    }
}
