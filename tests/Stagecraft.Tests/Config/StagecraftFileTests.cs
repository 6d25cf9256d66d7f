using Stagecraft.Config;
using Stagecraft.Errors;
using Stagecraft.Testing;

namespace Stagecraft.Tests.Config;

public sealed class StagecraftFileTests
{
    private const string Cloud = "cloud:\n  provider: p\n  providers:\n    p: {hosts: {}}\n";
    private const string OneHost = "cloud:\n  provider: p\n  providers:\n    p: {hosts: {prod: {app-1: {role: app}}}}\n";

    [Fact]
    public void The_example_is_read()
    {
        StagecraftFileResult result = StagecraftFile.Parse(ConfigReader.Read(Repository.PathTo("examples/stagecraft.yml")));

        result.Problems.Should().BeEmpty();
        result.File!.Project.Should().BeNull();
        result.File.ProviderId.Should().Be("digitalocean");
        result.File.ProviderConfig.Path.Should().Be("cloud.providers.digitalocean");
        result.File.Environments.Should().Equal("staging", "prod");
    }

    /// <summary>A host with the wrong indentation would count as removed from the file.</summary>
    [Theory]
    [InlineData("a:\n  x: 1\n§b: {role: app}\n", "b")]
    [InlineData("§b: {size: s, role: app}\nproject:\n  name: shop\n", "b")]
    [InlineData("§b: {role: b}\n", "b")]
    [InlineData("§b-1: {role: b, count: 2}\n", "b-1")]
    [InlineData("project:\n  name: shop\n§  b: {role: app}\n", "project.b")]
    [InlineData(OneHost + "§    b: {role: app}\n", "cloud.providers.b")]
    public void A_host_at_another_place_of_the_file_is_an_error(string yaml, string path)
    {
        int line = yaml.Split('§')[0].Count(c => c == '\n') + 1;
        string text = yaml.Replace("§", "", StringComparison.Ordinal);

        Problem problem = Parse(text.Contains("cloud:", StringComparison.Ordinal) ? text : text + OneHost).Problems
            .Should().ContainSingle().Which;

        (problem.Code, problem.Path, problem.Location!.Line).Should().Be((ErrorCodes.ConfigInvalid, path, line));
        problem.Message.Should().Be($"'{path.Split('.')[^1]}' has the key 'role' of a host, but is not below the hosts of an environment");
        problem.Hint.Should().StartWith("check its indentation").And.EndWith("if it is not a host, begin its key with 'x-'");
    }

    [Theory]
    [InlineData("b: {role: {name: x}}\n")]
    [InlineData("b: {role: }\n")]
    [InlineData("My Tool: {role: x}\n")]
    [InlineData("role: app\n")]
    [InlineData("deploy: {role: admin}\n")]
    [InlineData("aws: {role: \"arn:aws:iam::1:role/app\", region: x}\n")]
    [InlineData("x-b: {role: app}\n")]
    public void A_section_that_is_no_host_is_left_alone(string yaml) => Parse(yaml + OneHost).Problems.Should().BeEmpty();

    /// <summary>docs/config.md, YAML: settings that several hosts share can be in a section of the top level.</summary>
    [Theory]
    [InlineData("*shared")]
    [InlineData("{<<: *shared}")]
    [InlineData("{size: s, <<: *shared}")]
    public void A_section_that_a_host_repeats_is_left_alone(string host) =>
        Parse("shared: &shared {role: app}\n" + OneHost.Replace("{role: app}", host, StringComparison.Ordinal)).Problems.Should().BeEmpty();

    [Fact]
    public void Everything_that_belongs_to_others_is_left_alone()
    {
        StagecraftFileResult result = Parse(
            """
            version: 2
            services: [1, {a: b}]
            project:
              name: shop
              owner: {team: x}
            cloud:
              provider: p
              providers:
                p: {hosts: {b: , a: }}
                other: nonsense
            """);

        result.Problems.Should().BeEmpty();
        result.File!.Project.Should().Be("shop");
        result.File.Environments.Should().Equal("b", "a");
    }

    [Theory]
    [InlineData("")]
    [InlineData("project:\n")]
    [InlineData("project: {}\n")]
    [InlineData("project: {owner: x}\n")]
    public void A_project_is_optional(string project)
    {
        StagecraftFileResult result = Parse(project + Cloud);

        result.Problems.Should().BeEmpty();
        result.File!.Project.Should().BeNull();
    }

    [Theory]
    [InlineData("p: ", 0)]
    [InlineData("p: text", 0)]
    [InlineData("p: {hosts: }", 0)]
    [InlineData("p: {hosts: [a]}", 0)]
    [InlineData("p: {hosts: {a: 1}}", 1)]
    public void Environments_of_a_broken_section_are_those_that_can_be_seen(string section, int count)
    {
        StagecraftFileResult result = Parse($"cloud: {{provider: p, providers: {{{section}}}}}");

        result.Problems.Should().BeEmpty("the section is the provider's to check");
        result.File!.Environments.Should().HaveCount(count);
    }

    [Theory]
    [InlineData("project: §shop\n" + Cloud, "project must be a mapping, not a string", true)]
    [InlineData("project: §[shop]\n" + Cloud, "project must be a mapping, not a list", true)]
    [InlineData("project:\n  name:§\n" + Cloud, "project.name is empty", true)]
    [InlineData("project:\n  name: §[a]\n" + Cloud, "project.name must be a string, not a list", true)]
    [InlineData("project:\n  name: §My Shop\n" + Cloud, "project.name 'My Shop' is not a valid name", true)]
    [InlineData(
        "project:\n  name: §a123456789b123456789c123456789d123456789e123456789f123456789g123\n" + Cloud,
        "64 characters long: at most 63",
        true)]
    [InlineData("§project: {}\n", "cloud is required", false)]
    [InlineData("cloud:§\n", "cloud must be a mapping, not an empty value", false)]
    [InlineData("cloud: §[x]\n", "cloud must be a mapping, not a list", false)]
    [InlineData("§cloud: {providers: {p: {}}}", "cloud.provider is required", false)]
    [InlineData("§cloud: {provider: p}", "cloud.providers is required", false)]
    [InlineData("cloud: {provider: p, providers: §}", "cloud.providers must be a mapping, not an empty value", false)]
    [InlineData("cloud: {provider: §{}, providers: {p: {}}}", "cloud.provider must be a string, not a mapping", false)]
    [InlineData("cloud: {provider: §'', providers: {p: {}}}", "cloud.provider is empty", false)]
    [InlineData("cloud: {provider: §q, providers: {p: {}}}", "cloud.provider is 'q', but cloud.providers has no such section", false)]
    [InlineData("cloud: {provider: p, providers: {p: {}}, §region: x}", "unknown key 'region' in cloud", true)]
    [InlineData("cloud: {§provder: p, providers: {p: {}}}", "unknown key 'provder' in cloud", false)]
    public void Is_one_problem_at_its_place(string marked, string message, bool hasFile)
    {
        (string yaml, SourceLocation place) = Yaml.Unmark(marked);

        StagecraftFileResult result = Parse(yaml);

        Problem problem = result.Problems.Should().ContainSingle().Which;
        problem.Message.Should().Contain(message);
        problem.Location.Should().Be(place);
        problem.Code.Should().Be(ErrorCodes.ConfigInvalid);
        (result.File is not null).Should().Be(hasFile);
        result.File?.Project.Should().BeNull();
    }

    [Theory]
    [InlineData("cloud: {provder: p, providers: {p: {}}}", "did you mean 'provider'?")]
    [InlineData("cloud: {provider: p, providers: {p: {}}, region: x}", "known keys: provider, providers")]
    [InlineData("cloud: {provider: digitalocan, providers: {digitalocean: {}}}", "did you mean 'digitalocean'?")]
    [InlineData("clouds: {}", "did you mean 'cloud' instead of 'clouds'?")]
    public void Problems_have_hints(string yaml, string hint) => Parse(yaml).Problems.Should().ContainSingle().Which.Hint.Should().Be(hint);

    [Theory]
    [InlineData("gcp", "'gcp', which is not supported", "supported providers: digitalocean, aws")]
    [InlineData("digitalocan", "'digitalocan', which is", "did you mean 'digitalocean'? supported providers: digitalocean, aws")]
    [InlineData("aws", "'aws', but cloud.providers has no such section", null)]
    public void Supported_providers_are_named(string id, string message, string? hint)
    {
        string yaml = $"cloud: {{provider: {id}, providers: {{digitalocean: {{}}}}}}";
        Problem problem = StagecraftFile.Parse(Yaml.Read(yaml), ["digitalocean", "aws"]).Problems.Should().ContainSingle().Which;
        problem.Message.Should().StartWith("cloud.provider is " + message);
        problem.Hint.Should().Be(hint);
    }

    [Fact]
    public void All_problems_are_reported_in_the_order_of_the_file() =>
        Parse("cloud:\n  provider: q\n  providers: []\n  zone: x\nproject: {name: A}\n").Problems.Select(p => p.Location!.Line).Should()
            .Equal(3, 4, 5);

    [Fact]
    public void A_node_that_is_no_mapping_is_a_problem() =>
        StagecraftFile.Parse(new ConfigScalar(new SourceLocation("f", 1, 1), "", "x", false)).Problems.Should().ContainSingle();

    private static StagecraftFileResult Parse(string yaml) => StagecraftFile.Parse(Yaml.Read(yaml));
}
