using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Stagecraft.Cli.Rendering;
using Stagecraft.Cli.Tests.Support;
using Stagecraft.Config;
using Stagecraft.Plans;

namespace Stagecraft.Cli.Tests;

/// <summary>The diagram of a plan as Markdown. spec/cli/output.md, 2.0.1.</summary>
public sealed partial class DiagramTests : IDisposable
{
    internal const string Config = """
        project:
          name: shop
        cloud:
          provider: digitalocean
          providers:
            digitalocean:
              token_env: DO_TOKEN
              hosts:
                prod:
                  app: { role: app, count: 2 }
                  db-1: { role: db, reserved_ip: 203.0.113.10, volumes: { data: { size: 100 } } }
              environments:
                prod:
                  firewalls:
                    web: { roles: [app], inbound: [] }
                    db: { roles: [db], inbound: [] }
                    ssh: { all: true, inbound: [] }
                  load_balancers:
                    web: { role: app }

        """;

    private readonly TestCli _cli = new(Config);

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("plan")]
    [InlineData("up --dry-run")]
    public async Task The_environment_is_shown_with_what_changes(string command)
    {
        _cli.Provider.Plan = ResourceSamples.Full;
        string text = (await _cli.RunAsync($"infra {command} -e prod -o markdown")).Out;
        Golden.Match("resources.plan.md", text);
        Check(Diagram(text)!);
    }

    [Fact]
    public async Task A_plan_of_hosts_and_a_plan_of_down_have_no_diagram()
    {
        _cli.Provider.Plan = Samples.Full();
        Diagram((await _cli.RunAsync("infra plan -e prod -o markdown")).Out).Should().BeNull();
        _cli.Provider.Plan = ResourceSamples.Down;
        string text = (await _cli.RunAsync("infra down -e prod --dry-run -o markdown")).Out;
        Diagram(text).Should().BeNull();
        text.Should().Contain("\nLost&#58; address of load balancer web, data of volume old-1-data&#46;");
    }

    [Theory]
    [InlineData(6, true)]
    [InlineData(7, false)]
    public void More_than_20_nodes_are_one_per_role(int hosts, bool isEach)
    {
        string text = PlanDiagram.Of(ResourceSamples.Full, Section(hosts, "db", "data"))!;
        Check(text);
        text.Contains("subgraph", StringComparison.Ordinal).Should().Be(isEach);
        text.Contains($"db, firewall all: {hosts} hosts, {hosts} volumes, {hosts} reserved IPs\"]\n", StringComparison.Ordinal).Should()
            .Be(!isEach);
    }

    [Theory]
    [InlineData("a\"b")]
    [InlineData("```")]
    [InlineData("</details>")]
    [InlineData("a\nend")]
    [InlineData("#quot;")]
    [InlineData("[x](y)|z")]
    public void No_name_is_markup(string name) => Check(PlanDiagram.Of(ResourceSamples.Full, Section(2, name, name))!);

    [Fact]
    public void Too_many_roles_are_not_shown() => PlanDiagram.Of(
        ResourceSamples.Full,
        ConfigMapping.FromJson(new JsonObject
        {
            ["hosts"] = new JsonObject
            {
                ["prod"] = new JsonObject(Enumerable.Range(1, 20).Select(
                    i => KeyValuePair.Create<string, JsonNode?>(
                        $"h-{i}", new JsonObject { ["role"] = $"r-{i}" }))),
            },
        })).Should().BeNull();

    private static ConfigMapping Section(int hosts, string role, string volume) => ConfigMapping.FromJson(
        new JsonObject
        {
            ["hosts"] = new JsonObject
            {
                ["prod"] = new JsonObject(Enumerable.Range(1, hosts).Select(
                    i => KeyValuePair.Create<string, JsonNode?>($"db-{i}", new JsonObject
                    {
                        ["role"] = role,
                        ["reserved_ip"] = $"203.0.113.{i}",
                        ["volumes"] = new JsonObject { [volume] = new JsonObject() },
                    }))),
            },
            ["environments"] = new JsonObject
            {
                ["prod"] = new JsonObject
                {
                    ["firewalls"] = new JsonObject
                    {
                        ["all"] = new JsonObject { ["all"] = "true" },
                    },
                    ["load_balancers"] = new JsonObject
                    {
                        [volume] = new JsonObject { ["role"] = role },
                    },
                },
            },
        });

    /// <summary>Each line is a statement, ids are defined once, and edges use only them.</summary>
    private static void Check(string diagram)
    {
        string[] lines = diagram.TrimEnd('\n').Split('\n');
        lines[0].Should().Be("flowchart LR");
        string[] ids = [.. lines.Skip(1).Select(l => Node().Match(l)).Where(m => m.Success).Select(m => m.Groups[1].Value)];
        int boxes = lines.Count(l => l.StartsWith("  subgraph ", StringComparison.Ordinal));
        ids.Should().OnlyHaveUniqueItems().And.HaveCountLessThanOrEqualTo(20 + boxes);
        foreach (string line in lines.Skip(1).Where(l => l != "  end" && !Node().IsMatch(l)))
        {
            Match edge = Edge().Match(line);
            edge.Success.Should().BeTrue($"'{line}' is a statement");
            ids.Should().Contain([edge.Groups[1].Value, edge.Groups[2].Value]);
        }

        lines.Count(l => l == "  end").Should().Be(boxes);
    }

    private static string? Diagram(string markdown) => Fence().Match(markdown) is { Success: true } match ? match.Groups[1].Value : null;

    [GeneratedRegex(@"^ +(?:subgraph )?([a-z0-9]+)(?:\(\[|\[\(|\[)""[A-Za-z0-9 \-.,:/()#;?]*""(?:\]\)|\)\]|\])$")]
    private static partial Regex Node();

    [GeneratedRegex("^  ([a-z0-9]+) (?:-->|---) ([a-z0-9]+)$")]
    private static partial Regex Edge();

    [GeneratedRegex("\n```mermaid\n((?:.*\n)*?)```\n")]
    private static partial Regex Fence();
}
