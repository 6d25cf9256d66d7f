using System.Text.Json.Nodes;
using Stagecraft.Config;
using Stagecraft.Engine;
using Stagecraft.Errors;
using Stagecraft.Testing;
using Stagecraft.Tests.Config;

namespace Stagecraft.Tests.CustomProvider;

/// <summary>Spec interface.md 1 and 7.1: the example's section.</summary>
public sealed class FileConfigTests
{
    private readonly EngineProvider _provider = FileCloud.NewProvider();

    [Fact]
    public void The_file_of_the_example_is_right()
    {
        StagecraftFileResult result = StagecraftFile.Parse(ConfigReader.Read(Repository.PathTo("examples/custom-provider/stagecraft.yml")));

        result.Problems.Should().BeEmpty();
        result.File!.ProviderId.Should().Be(_provider.Id);
        _provider.Validate(result.File.ProviderConfig, result.File.Project).Should().BeEmpty();
    }

    [Fact]
    public void All_that_is_wrong_is_told_at_once_in_the_order_of_the_file()
    {
        ConfigNode section = Yaml.Read("""
            fil: hosts.json
            hosts:
              prod:
                eu-a: {role: App, size: s}
                b: {role: app}
              prod-eu:
                a: {role: app, siez: small}
              Staging: {}
              test:
              more: {a: [], aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa: {role: app, size: a b}}
            """);

        IReadOnlyList<Problem> problems = _provider.Validate(section, "shop");

        problems.Should()
            .OnlyContain(
                p => p.Code == ErrorCodes.ConfigInvalid && p.Path != null
                    && p.Message.StartsWith("invalid config: ", StringComparison.Ordinal));
        problems.Select(p => $"{p.Location!.Line}:{p.Location.Column} {p.Message["invalid config: ".Length..]}").Should().Equal(
            "1:1 unknown key 'fil'",
            "4:18 role 'App' is not a valid name",
            "5:5 size of host 'b' is required",
            "7:5 the machine's name 'prod-eu-a' is already that of hosts.prod.eu-a in line 4",
            "7:20 unknown key 'siez'",
            "8:3 'Staging' is not a valid name of an environment",
            "9:8 environment 'test' must be a mapping, not an empty value",
            "10:13 host 'a' must be a mapping, not a list",
            "10:17 the machine's name 'more-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' is 64 characters long: at most "
                + "63 are allowed",
            "10:96 size is 'a b': there must be no spaces in it");
        problems[0].Hint.Should().Be("did you mean 'file'?");
    }

    [Theory]
    [InlineData("{}", "file is required", "hosts configuration is required")]
    [InlineData("{file: a, hosts: }", "hosts configuration is required")]
    [InlineData("{file: '', hosts: {}}", "file is required", "hosts configuration is required")]
    [InlineData("{file: a, hosts: {x: {}}, more: b}", "unknown key 'more'")]
    [InlineData("a", "the section must be a mapping, not a string")]
    [InlineData("{file: [a], hosts: a}", "file must be a string, not a list", "hosts must be a mapping of environments, not a string")]
    public void What_is_missing_is_told(string section, params string[] expected) =>
        _provider.Validate(((ConfigMapping)Yaml.Read("a: " + section)).Find("a")!, null).Select(p => p.Message["invalid config: ".Length..])
            .Should().Equal(expected);

    [Fact]
    public void The_schema_has_the_keys_that_the_reader_takes_and_demands_those_that_it_demands()
    {
        JsonObject schema = _provider.DescribeConfig();
        JsonObject host = schema["properties"]!["hosts"]!["additionalProperties"]!["additionalProperties"]!.AsObject();

        Keys(schema["properties"]!).Should().Equal("file", "hosts");
        Keys(host["properties"]!).Should().Equal("role", "size", "protected", "wait");
        schema["required"]!.AsArray().Select(k => (string?)k).Should().Equal("file", "hosts");
        host["required"]!.AsArray().Select(k => (string?)k).Should().Equal("role", "size");
        schema["additionalProperties"]!.GetValue<bool>().Should().BeFalse();
        host["additionalProperties"]!.GetValue<bool>().Should().BeFalse();

        StagecraftSchema.Of([new(_provider.Id, _provider.DescribeConfig())]).ToJsonString().Should().Contain("\"enum\":[\"file\"]");

        static IEnumerable<string> Keys(JsonNode node) => node.AsObject().Select(p => p.Key);
    }
}
