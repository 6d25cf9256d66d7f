using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Stagecraft.Config;
using Stagecraft.DigitalOcean.Sandbox.Storage;
using Stagecraft.DigitalOcean.Settings;
using Stagecraft.Engine.Settings;

namespace Stagecraft.DigitalOcean.Tests.Settings;

/// <summary>Spec digitalocean.md 2.7: the parser, the schema and the reference say the same.</summary>
public sealed class SchemaTests
{
    private static readonly JsonObject Schema = DropletSchema.Create();
    private static readonly JsonNode Host = Schema["properties"]!["hosts"]!["additionalProperties"]!["additionalProperties"]!;

    [Fact]
    public void The_parser_knows_exactly_the_keys_of_the_schema()
    {
        Known(Section.Parse(Section.Defaults + "zzzzzzzzzz: 1\n" + Section.Hosts)).Should().Equal(Names(Schema));
        Known(Section.Parse(Section.WithHost("zzzzzzzzzz: 1"))).Should().Equal(Names(Host));
    }

    [Fact]
    public void The_parser_requires_the_required_keys_of_the_schema()
    {
        foreach (string key in Required(Schema))
        {
            string without = Regex.Replace(Section.Defaults + Section.Hosts, $"^{key}:.*\n", "", RegexOptions.Multiline);
            Section.Parse(without).Problems.Should().ContainSingle().Which.Message.Should().EndWith("is required");
        }

        Required(Host).Should().Equal("role");
    }

    public static TheoryData<string, bool> Keys { get; } =
    [
        .. SectionKeys.All.Select(k => (k.Name, true)),
        .. HostKeys.All.Select(k => (k.Name, false)),
    ];

    /// <summary>Spec interface.md 7.1.</summary>
    [Theory]
    [MemberData(nameof(Keys))]
    public void The_reader_and_the_schema_require_the_same_keys_and_have_the_same_defaults(string name, bool isOfSection)
    {
        IReadOnlyList<SettingKey> keys = isOfSection ? SectionKeys.All : HostKeys.All;
        SettingKey key = keys.Single(k => k.Name == name);
        ConfigProblems problems = new();
        SectionReader reader = new(ConfigMapping.FromJson([], "section"), problems);

        reader.CheckKeys(keys);
        string? value = (reader.Node(key).Setting?.Value as ConfigScalar)?.Value;

        problems.InFileOrder().Any(p => p.Path == reader.PathOf(key)).Should().Be(Required(isOfSection ? Schema : Host).Contains(name));
        value.Should().Be((isOfSection ? Schema : Host)["properties"]![name]!["default"]?.ToString());
    }

    [Theory]
    [InlineData("role", "app", "a-1", "App", "a_b", "-a", "a-", "a b")]
    [InlineData("size", "s-1vcpu", "x", "s 1")]
    [InlineData("image", "ubuntu-22-04-x64", "a b")]
    [InlineData(
        "vpc_uuid",
        "5a4981aa-9653-4bd1-bef5-d6bff52042e4",
        "5A4981AA-9653-4BD1-BEF5-D6BFF52042E4",
        "5a4981aa",
        "5a4981aa96534bd1bef5d6bff52042e4")]
    public void Schema_and_parser_agree_on_values_of_a_host(string key, params string[] values)
    {
        foreach (string value in values)
        {
            string host = key == "role" ? "role: \"" + value + "\"" : $"role: app, {key}: \"{value}\"";
            bool parsed = Section.Parse(Section.Defaults + "hosts: {prod: {app-1: {" + host + "}}}").Problems.Count == 0;
            Passes(Host["properties"]![key]!, value).Should().Be(parsed, value);
        }
    }

    [Theory]
    [InlineData("path", "/", "/up", "/a%20b?c=d&e", "up", "/a b", "/%2", "/$(id)", "/'", "/a\"b", "/{a}", "/é")]
    [InlineData("host", "example.com", "a", "192.0.2.1:8080", "-a", "a-", "a_b", "a/b", "a:b", "exa mple")]
    public void Schema_and_parser_agree_on_values_of_health(string key, params string[] values)
    {
        foreach (string value in values)
        {
            string yaml = Section.WithHost($"wait: http\nhealth: {{{key}: '{value.Replace("'", "''", StringComparison.Ordinal)}'}}");
            Passes(Host["properties"]!["health"]!["properties"]![key]!, value).Should().Be(Section.Parse(yaml).Problems.Count == 0, value);
        }
    }

    [Fact]
    public void The_schema_requires_one_key_of_the_ssh_keys() =>
        Schema["oneOf"]!.ToJsonString().Should().Be("""[{"required":["ssh_key_name"]},{"required":["ssh_keys"]}]""");

    [Fact]
    public void The_schema_limits_the_number_of_hosts_of_a_group() => Host["properties"]!["count"]!.AsObject()
        .Where(p => p.Key != "description").Select(p => (p.Key, p.Value!.ToString())).Should()
        .Equal(("type", "integer"), ("minimum", "0"), ("maximum", "1000"));

    [Theory]
    [InlineData("web", "team:shop", "a_b", "stagecraft", "stagecraft-x", "stagecrafty", "Web", "a b", "é")]
    public void Schema_and_parser_agree_on_tags(params string[] values)
    {
        foreach (string value in values)
        {
            bool parsed = Section.Parse(Section.WithHost($"tags: [\"{value}\"]")).Problems.Count == 0;
            Passes(Host["properties"]!["tags"]!["items"]!, value).Should().Be(parsed, value);
        }
    }

    [Theory]
    [InlineData("token_env", "DO_TOKEN", "_x", "1T", "$T", "my token")]
    [InlineData("ssh_timeout", "5m", "90", "1d")]
    [InlineData("cloud_init_timeout", "15m", "x")]
    [InlineData("http_timeout", "5m", "5")]
    [InlineData("poll_interval", "5s", "1500ms", "5", "5 s", "s", "5d", "-5s")]
    public void Schema_and_parser_agree_on_values_of_the_section(string key, params string[] values)
    {
        foreach (string value in values)
        {
            string defaults = Section.Defaults.Replace(
                "token_env: DO_TOKEN\n", key == "token_env" ? "" : "token_env: T\n", StringComparison.Ordinal);
            bool parsed = Section.Parse($"{defaults}{key}: \"{value}\"\n" + Section.Hosts).Problems.Count == 0;
            Passes(Schema["properties"]![key]!, value).Should().Be(parsed, value);
        }
    }

    [Fact]
    public void The_defaults_of_the_schema_are_those_of_the_parser()
    {
        DigitalOceanSettings settings = Section.Settings(Section.Defaults + Section.Hosts);
        Default("default_image").Should().Be(settings.DefaultImage);
        Default("poll_interval").Should().Be(DurationText.Format(settings.PollInterval));
        Default("settle_window").Should().Be(DurationText.Format(settings.SettleWindow));
        Default("create_timeout").Should().Be(DurationText.Format(settings.CreateTimeout));
        Default("delete_timeout").Should().Be(DurationText.Format(settings.DeleteTimeout));
        Default("ssh_timeout").Should().Be(DurationText.Format(settings.SshTimeout));
        Default("cloud_init_timeout").Should().Be(DurationText.Format(settings.CloudInitTimeout));
        Default("http_timeout").Should().Be(DurationText.Format(settings.HttpTimeout));
        Default("ssh_user").Should().Be(settings.Environments[0].Hosts[0].SshUser);

        static string Default(string key) => Schema["properties"]![key]!["default"]!.GetValue<string>();
    }

    [Theory]
    [InlineData("## DigitalOcean", 0)]
    [InlineData("### Hosts", 1)]
    [InlineData("### Settings of an environment", 2)]
    [InlineData("### Volumes", 3)]
    [InlineData("### Firewalls", 4)]
    [InlineData("### Backups", 5)]
    [InlineData("### Load balancers", 6)]
    [InlineData("### Alerts", 7)]
    [InlineData("### Readiness", 8)]
    public void The_reference_has_a_row_for_each_key(string heading, int table)
    {
        IReadOnlyList<SettingKey> keys = table switch
        {
            0 => SectionKeys.All,
            1 => HostKeys.All,
            3 => HostKeys.Volumes.Keys,
            4 =>
            [
                .. FirewallKeys.Keys,
                .. FirewallKeys.Inbound.Keys.Select(k => k with { Name = "inbound." + k.Name }),
                FirewallKeys.To with { Name = "outbound.to" },
            ],
            5 => BackupKeys.All,
            6 => LoadBalancerRows,
            7 => AlertKeys.Keys,
            8 => HealthKeys.All,
            _ =>
            [
                .. EnvironmentKeys.Defaults.Keys.Select(k => k with { Name = "defaults." + k.Name }),
                EnvironmentKeys.MonthlyMax with { Name = "budget.monthly_max" },
                EnvironmentKeys.MaxUnavailable with { Name = "replace.max_unavailable" },
                EnvironmentKeys.DoProject,
                EnvironmentKeys.Firewalls,
                EnvironmentKeys.LoadBalancers,
                EnvironmentKeys.Alerts,
            ],
        };
        string page = File.ReadAllText(Repository.PathTo("docs/config.md"));
        string[][] rows =
        [
            .. page[page.IndexOf(heading + "\n", StringComparison.Ordinal)..].Split('\n')
                .SkipWhile(l => !l.StartsWith("| key |", StringComparison.Ordinal)).Skip(2)
                .TakeWhile(l => l.StartsWith('|'))
                .Select(l => l.Trim('|').Split('|').Select(c => c.Trim()).ToArray()),
        ];

        rows.Select(r => (r[0], r[2], r[3], r[4])).Should().Equal(
            keys.Select(
                k => ($"`{k.Name}`", k.IsRequired ? "required" : k.Default is { } value ? $"`{value}`" : k.Otherwise, k.Range, k.Meaning)));
    }

    [Fact]
    public void The_reference_states_the_effect_of_an_edit_of_each_property()
    {
        string page = File.ReadAllText(Repository.PathTo("docs/config.md"));
        string[] properties =
        [
            .. page[page.IndexOf("### Changes to existing hosts\n", StringComparison.Ordinal)..].Split('\n')
                .SkipWhile(l => !l.StartsWith("| property |", StringComparison.Ordinal)).Skip(2)
                .TakeWhile(l => l.StartsWith('|'))
                .SelectMany(l => Regex.Matches(l.Split('|')[1], "`([a-z0-9_]+)`").Select(m => m.Groups[1].Value)),
        ];

        properties.Should().Contain(HostKeys.All.Select(k => k.Name));
        properties.Should().Contain(["ssh_keys", "ssh_key_name", "vpc", "machine_name"]);
    }

    private static IReadOnlyList<SettingKey> LoadBalancerRows =>
    [
        .. LoadBalancerKeys.Keys.SelectMany(key => key.Keys.Select(k => k with { Name = $"{key.Name}.{k.Name}" }).Prepend(key)),
    ];

    private static IEnumerable<string> Known(SettingsResult result) =>
        result.Problems.Should().ContainSingle().Which.Hint!.Replace("known keys: ", "", StringComparison.Ordinal).Split(", ");

    private static IEnumerable<string> Names(JsonNode mapping) => mapping["properties"]!.AsObject().Select(p => p.Key);

    private static IEnumerable<string> Required(JsonNode mapping) => mapping["required"]!.AsArray().Select(n => n!.GetValue<string>());

    private static bool Passes(JsonNode rule, string value) =>
        Regex.IsMatch(value, rule["pattern"]!.GetValue<string>(), RegexOptions.ECMAScript)
            && value.Length <= (rule["maxLength"]?.GetValue<int>() ?? int.MaxValue);
}
