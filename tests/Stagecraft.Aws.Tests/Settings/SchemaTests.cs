using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Stagecraft.Aws.Settings;
using Stagecraft.Config;
using Stagecraft.Engine.Settings;

namespace Stagecraft.Aws.Tests.Settings;

/// <summary>Spec aws.md 5: the parser, the schema and the reference say the same.</summary>
public sealed class SchemaTests
{
    private static readonly JsonObject Schema = AwsSchema.Create();
    private static readonly JsonNode Host = Schema["properties"]!["hosts"]!["additionalProperties"]!["additionalProperties"]!;

    private static readonly JsonNode Environment = Schema["properties"]!["environments"]!["additionalProperties"]!;

    [Fact]
    public void The_parser_knows_exactly_the_keys_of_the_schema()
    {
        Known(Section.Parse(Section.Defaults + "zzzzzzzzzz: 1\n" + Section.Hosts)).Should().Equal(Names(Schema));
        Known(Section.Parse(Section.WithHost("zzzzzzzzzz: 1"))).Should().Equal(Names(Host));
        Known(Section.Parse(Section.WithEnvironment("{zzzzzzzzzz: 1}"))).Should().Equal(Names(Environment));
    }

    [Fact]
    public void The_required_keys()
    {
        Required(Schema).Should().Equal("account_id", "hosts");
        Required(Host).Should().Equal("role");
    }

    [Theory]
    [InlineData("account_id", "\"123456789012\"", "\"12345678901\"", "\"abc\"")]
    [InlineData("settle_window", "60s", "1d")]
    public void Schema_and_parser_agree_on_values_of_the_section(string key, params string[] values)
    {
        foreach (string value in values)
        {
            string defaults = string.Concat(
                Section.Defaults.Split('\n').Where(l => !l.StartsWith(key, StringComparison.Ordinal)).Select(l => l + "\n"));
            bool parsed = Section.Parse($"{defaults}{key}: {value}\n" + Section.Hosts).Problems.Count == 0;
            Passes(Schema["properties"]![key]!, value.Trim('"')).Should().Be(parsed, value);
        }
    }

    [Theory]
    [InlineData("subnet", "subnet-0abc", "subnet-0123456789abcdef0", "subnet-", "vpc-1")]
    [InlineData("iam_instance_profile", "app", "a b", "a/b")]
    public void Schema_and_parser_agree_on_values_of_a_host(string key, params string[] values)
    {
        foreach (string value in values)
        {
            bool parsed = Section.Parse(Section.WithHost($"{key}: \"{value}\"")).Problems.Count == 0;
            Passes(Host["properties"]![key]!, value).Should().Be(parsed, value);
        }
    }

    [Theory]
    [InlineData("load_balancers")]
    [InlineData("alerts")]
    public void The_schema_permits_no_value_of_keys_that_are_not_supported(string key) =>
        Environment["properties"]![key]!["not"]!.ToJsonString().Should().Be("{}");

    [Theory]
    [InlineData("## AWS", 0)]
    [InlineData("## Hosts", 1)]
    [InlineData("## Settings of an environment", 2)]
    [InlineData("## Firewalls", 3)]
    [InlineData("## Volumes", 4)]
    public void The_reference_has_a_row_for_each_key(string heading, int table)
    {
        IReadOnlyList<SettingKey> keys = table switch
        {
            0 => SectionKeys.All,
            1 => HostKeys.All,
            2 =>
            [
                .. EnvironmentKeys.Defaults.Keys.Select(k => k with { Name = "defaults." + k.Name }),
                .. EnvironmentKeys.All.SelectMany(
                    k => k.Name is "budget" or "replace" ? k.Keys.Select(n => n with { Name = $"{k.Name}.{n.Name}" })
                        : k.Name == "defaults" ? [] : new[] { k }),
            ],
            3 =>
            [
                .. EnvironmentKeys.Firewalls.Keys,
                .. EnvironmentKeys.Firewalls.Keys.Single(k => k.Name == "inbound").Keys.Select(k => k with { Name = "inbound." + k.Name }),
            ],
            _ => HostKeys.Volumes.Keys,
        };
        string page = File.ReadAllText(Repository.PathTo("docs/config-aws.md"));
        string[] rows =
        [
            .. page[page.IndexOf(heading + "\n", StringComparison.Ordinal)..].Split('\n')
                .SkipWhile(l => !l.StartsWith("| key |", StringComparison.Ordinal)).Skip(2)
                .TakeWhile(l => l.StartsWith('|')),
        ];

        rows.Should().Equal(keys.Select(k => $"| `{k.Name}` | {Default(k)} | {k.Range} | {k.Meaning} |"));
    }

    private static string Default(SettingKey key) =>
        key.IsRequired ? "required" : key.Default is { } value ? $"`{value}`" : key.Otherwise;

    private static IEnumerable<string> Known(SettingsResult result) =>
        result.Problems.Should().ContainSingle().Which.Hint!.Replace("known keys: ", "", StringComparison.Ordinal).Split(", ");

    private static IEnumerable<string> Names(JsonNode mapping) => mapping["properties"]!.AsObject().Select(p => p.Key);

    private static IEnumerable<string> Required(JsonNode mapping) => mapping["required"]!.AsArray().Select(n => n!.GetValue<string>());

    private static bool Passes(JsonNode rule, string value) =>
        Regex.IsMatch(value, rule["pattern"]!.GetValue<string>(), RegexOptions.ECMAScript);
}
