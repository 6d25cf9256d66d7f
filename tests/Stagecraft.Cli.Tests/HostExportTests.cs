using System.Text.Json;
using Stagecraft.Cli.Tests.Support;
using Stagecraft.Plans;
using Stagecraft.Providers;
using YamlDotNet.RepresentationModel;

namespace Stagecraft.Cli.Tests;

/// <summary>spec/cli/output.md 5.6.1 and 5.6.2.</summary>
public sealed class HostExportTests : IDisposable
{
    private readonly TestCli _cli = new();

    public HostExportTests() => _cli.Provider.Hosts =
    [
        Host("app-1", "app", "203.0.113.5"),
        Host("app-2", "app", "203.0.113.6"),
        Host("db-1", "db", null) with { Region = "ams3" },
        Host("job-1", "a-job", "203.0.113.8"),
        Host("old-1", null, "203.0.113.9") with { Status = "off", IsDeclared = false },
    ];

    public void Dispose() => _cli.Dispose();

    [Fact] // 5.6.1
    public async Task Kamal_gets_the_addresses_by_role()
    {
        CliResult result = await _cli.RunAsync("infra hosts -e prod -o kamal");
        result.ExitCode.Should().Be(0, result.Error);
        Golden.Match("hosts.kamal.yml", result.Out);
        result.Error.Should().Be("note: old-1 (prod-old-1, id 1) is omitted: it has no valid role\n");

        YamlMappingNode file = Yaml(result.Out);
        file.Children.Keys.Should().Equal("servers");
        YamlMappingNode roles = (YamlMappingNode)file["servers"];
        roles.Children.Keys.Select(k => k.ToString()).Should().Equal("a-job", "app", "db");
        Addresses(roles["app"]).Should().Equal("203.0.113.5", "203.0.113.6");
        Addresses(roles["db"]).Should().Equal(["10.0.0.5"], "a private address is used without a public one");
    }

    [Theory] // 5.6.1
    [InlineData("root", null)]
    [InlineData("deploy", "deploy")]
    [InlineData("'007'", "\"007\"")]
    [InlineData("Yes", "\"Yes\"")]
    public async Task Kamal_gets_the_user_if_it_is_not_root(string declared, string? user)
    {
        File.WriteAllText(
            _cli.ConfigFile, Samples.Config.Replace("token_env", $"ssh_user: {declared}\n      token_env", StringComparison.Ordinal));
        string text = (await _cli.RunAsync("infra hosts -e prod -o kamal")).Out;
        (text.Contains("ssh:", StringComparison.Ordinal) ? text[text.IndexOf("ssh:", StringComparison.Ordinal)..] : null).Should()
            .Be(user is null ? null : $"ssh:\n  user: {user}\n");
        Yaml(text).Children.Should().HaveCount(user is null ? 1 : 2);
    }

    [Theory] // 5.6.1: the YAML 1.1 of Kamal reads these words as other types.
    [InlineData("web", "web")]
    [InlineData("on-call", "on-call")]
    [InlineData("on", "\"on\"")]
    [InlineData("y", "\"y\"")]
    [InlineData("null", "\"null\"")]
    [InlineData("1e3", "\"1e3\"")]
    [InlineData("2026-01-01", "\"2026-01-01\"")]
    public async Task A_role_stays_a_string(string role, string key)
    {
        _cli.Provider.Hosts = [Host("app-1", role, "203.0.113.5")];
        (await _cli.RunAsync("infra hosts -e prod -o kamal")).Out.Should()
            .Be($"servers:\n  {key}:\n    hosts:\n      - 203.0.113.5\n");
    }

    [Fact] // 5.6.1
    public async Task A_role_that_is_no_name_is_omitted()
    {
        _cli.Provider.Hosts = [Host("app-1", "a: [", "203.0.113.5")];
        CliResult result = await _cli.RunAsync("infra hosts -e prod -o kamal");
        (result.ExitCode, result.Out).Should().Be((0, "servers: {}\n"));
        result.Error.Should().Contain("app-1 (prod-app-1, id 1) is omitted: it has no valid role");
    }

    [Fact] // 5.6.2
    public async Task Prometheus_gets_a_target_group_per_host()
    {
        CliResult result = await _cli.RunAsync("infra hosts -e prod -o prometheus");
        (result.ExitCode, result.Error).Should().Be((0, ""));
        Golden.Match("hosts.prometheus.json", result.Out);

        JsonElement[] groups = [.. result.Json.EnumerateArray()];
        groups.Should().HaveCount(5);
        groups.Select(g => g.GetProperty("targets").EnumerateArray().Single().GetString()).Should()
            .Equal("203.0.113.5:9100", "203.0.113.6:9100", "10.0.0.5:9100", "203.0.113.8:9100", "203.0.113.9:9100");
        groups.SelectMany(g => g.GetProperty("labels").EnumerateObject()).Should()
            .OnlyContain(l => l.Name.All(char.IsAsciiLetter) && l.Value.GetString()!.Length > 0, "other names are not valid labels");
        Labels(groups[2]).Should().Equal("project=shop", "environment=prod", "role=db", "host=db-1", "region=ams3");
        Labels(groups[4]).Should().Equal("project=shop", "environment=prod", "host=old-1", "region=nyc3");
    }

    [Fact] // 5.6.2
    public async Task The_port_of_the_targets_can_be_chosen()
    {
        CliResult result = await _cli.RunAsync("infra hosts -e prod -o prometheus --port 8080");
        result.Json.EnumerateArray().Select(g => g.GetProperty("targets")[0].GetString()).Should().OnlyContain(t => t!.EndsWith(":8080"));
    }

    [Fact] // 5.6.2
    public async Task Without_hosts_and_project_the_outputs_are_valid()
    {
        File.WriteAllText(_cli.ConfigFile, Samples.OneEnvironment);
        _cli.Provider.Hosts = [];
        (await _cli.RunAsync("infra hosts -o prometheus")).Out.Should().Be("[]\n");
        (await _cli.RunAsync("infra hosts -o kamal")).Out.Should().Be("servers: {}\n");
        _cli.Provider.Hosts = [Host("app-1", "app", "203.0.113.5")];
        Labels((await _cli.RunAsync("infra hosts -o prometheus")).Json[0]).Should()
            .Equal("environment=staging", "role=app", "host=app-1", "region=nyc3");
    }

    private static HostStatus Host(string name, string? role, string? address) => Samples.Hosts[0] with
    {
        Name = name,
        MachineName = $"prod-{name}",
        Id = new ResourceId("1"),
        Role = role,
        PublicIpv4 = address,
    };

    private static YamlMappingNode Yaml(string text)
    {
        YamlStream yaml = new();
        yaml.Load(new StringReader(text));
        return (YamlMappingNode)yaml.Documents.Single().RootNode;
    }

    private static IEnumerable<string> Addresses(YamlNode role) => ((YamlSequenceNode)role["hosts"]).Select(h => h.ToString());

    private static IEnumerable<string> Labels(JsonElement group) =>
        group.GetProperty("labels").EnumerateObject().Select(l => $"{l.Name}={l.Value}");
}
