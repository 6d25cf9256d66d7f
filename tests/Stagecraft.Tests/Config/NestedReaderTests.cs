using System.Text.Json.Nodes;
using Stagecraft.Config;
using Stagecraft.Errors;

namespace Stagecraft.Tests.Config;

/// <summary>Spec interface.md 7.1: lists of mappings, strings by name, and values that a driver reads itself.</summary>
public sealed class NestedReaderTests
{
    private static readonly SettingKey Port = new("port", SettingKind.Custom, "")
    {
        Schema = new JsonObject { ["type"] = "integer" },
    };

    private static readonly SettingKey Rules = new("rules", SettingKind.Mappings, "") { Keys = [Port with { IsRequired = true }] };

    private static readonly SettingKey Names = new("names", SettingKind.TextMap, "");

    private readonly ConfigProblems _problems = new("bad: ");

    [Fact]
    public void A_list_of_mappings_is_read_in_the_order_of_the_file()
    {
        IReadOnlyList<(ConfigMapping Node, SectionReader Reader)> rules = Of("rules: [{port: 2}, {port: [1]}]").Mappings(Rules);

        rules.Select(r => r.Node.Path).Should().Equal("rules[0]", "rules[1]");
        rules[0].Reader.Node(Port).Setting!.Value.Should().BeOfType<ConfigScalar>().Which.Value.Should().Be("2");
        rules[1].Reader.Node(Port).Setting!.Value.Should().BeOfType<ConfigSequence>("a custom value has any form");
        rules[1].Reader.PathOf(Port).Should().Be("rules[1].port");
        Of("{}").Mappings(Rules).Should().BeEmpty();
        Messages().Should().BeEmpty();
    }

    [Fact]
    public void Each_invalid_mapping_is_reported_with_its_place()
    {
        Of("rules: [{port: 1}, 5, {prot: 1}, {}]").Mappings(Rules).Should().HaveCount(3);

        _problems.InFileOrder().Select(p => (p.Path, p.Message, p.Location!.Column)).Should().Equal(
            ("rules[1]", "bad: an entry of rules must be a mapping, not a string", 20),
            ("rules[2].prot", "bad: unknown key 'prot'", 24),
            ("rules[3].port", "bad: port is required", 34));
    }

    [Theory]
    [InlineData("rules: {port: 1}", "bad: rules must be a list, not a mapping")]
    [InlineData("rules: web", "bad: rules must be a list, not a string")]
    public void Another_value_is_not_a_list(string yaml, string message)
    {
        Of(yaml).Mappings(Rules).Should().BeEmpty();
        Messages().Should().Equal(message);
    }

    [Fact]
    public void Strings_are_read_by_name()
    {
        Of("names: {b: x, A b: y}").TextMap(Names)!.Select(n => (n.Key, n.Value.Value, n.Value.Path))
            .Should().BeEquivalentTo([("b", "x", "names.b"), ("A b", "y", "names[\"A b\"]")]);
        Of("{}").TextMap(Names).Should().BeNull();
        Messages().Should().BeEmpty();
    }

    [Fact]
    public void Invalid_strings_are_reported_and_omitted()
    {
        Of("names: {a: x, b: [], c: ''}").TextMap(Names)!.Keys.Should().Equal("a");

        Messages().Should().Equal("bad: names of 'b' must be a string, not a list", "bad: names of 'c' is empty");
    }

    [Fact]
    public void Another_value_is_no_mapping_of_strings()
    {
        Of("names: [a]").TextMap(Names).Should().BeNull();
        Messages().Should().Equal("bad: names must be a mapping, not a list");
    }

    [Fact]
    public void The_methods_read_no_other_kind()
    {
        ((Action)(() => Of("{}").Mappings(Names))).Should().Throw<ArgumentException>();
        ((Action)(() => Of("{}").TextMap(Rules))).Should().Throw<ArgumentException>();
        ((Action)(() => Of("{}").Text(Port))).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void The_schema_has_the_same_forms()
    {
        JsonObject properties = SectionSchema.Of([Rules, Names, Port])["properties"]!.AsObject();

        properties["rules"]!["type"]!.GetValue<string>().Should().Be("array");
        properties["rules"]!["items"]!["properties"]!["port"]!["type"]!.GetValue<string>().Should().Be("integer");
        properties["rules"]!["items"]!["required"]!.AsArray().Select(n => n!.GetValue<string>()).Should().Equal("port");
        properties["names"]!["additionalProperties"]!["type"]!.ToJsonString().Should().Contain("string");
        properties["port"]!["type"]!.GetValue<string>().Should().Be("integer");
    }

    private IEnumerable<string> Messages() => _problems.InFileOrder().Select(p => p.Message);

    private SectionReader Of(string yaml) => new(Yaml.Read(yaml), _problems);
}
