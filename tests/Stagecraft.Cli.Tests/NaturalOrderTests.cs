using Stagecraft.Cli.Rendering;
using Stagecraft.Cli.Tests.Support;
using Stagecraft.Plans;

namespace Stagecraft.Cli.Tests;

/// <summary>spec/cli/output.md 1.1.2.</summary>
public sealed class NaturalOrderTests
{
    private static readonly string?[] Ordered =
    [
        null, "", "a", "a-1", "a-2", "a-10", "a-10-1", "a-10-b", "a1b", "app", "app-1", "app-01", "app-2", "app-99", "app-100",
        "app-99999999999999999999998", "app-99999999999999999999999", "b",
    ];

    [Fact]
    public void Numbers_compare_by_value() => Ordered.Reverse().Order(NaturalOrder.Instance).Should().Equal(Ordered);

    [Fact]
    public void It_is_a_total_order()
    {
        foreach (string? x in Ordered)
        {
            foreach (string? y in Ordered)
            {
                int expected = Array.IndexOf(Ordered, x).CompareTo(Array.IndexOf(Ordered, y));
                Math.Sign(NaturalOrder.Instance.Compare(x, y)).Should().Be(expected, $"{x} and {y}");
            }
        }
    }

    [Fact]
    public void Text_and_Markdown_of_a_plan_are_in_natural_order_and_JSON_is_not()
    {
        string[] hosts = ["app-10", "app-2", "app-1"];
        InfraPlan plan = Samples.Plan(create: [.. hosts.Select(n => Samples.App2 with { Name = n, MachineName = "prod-" + n })]);

        Names(PlanMarkdown.ToText(plan, new(null, null, Sandbox: false), [])).Should().Equal("app-1", "app-2", "app-10");
        plan.ToCreate.Select(h => h.Name).Should().Equal("app-1", "app-10", "app-2");
    }

    private static IEnumerable<string> Names(string text) =>
        text.Split('\n').Where(l => l.StartsWith("+ ", StringComparison.Ordinal)).Select(l => l.Split(' ')[1]);
}
