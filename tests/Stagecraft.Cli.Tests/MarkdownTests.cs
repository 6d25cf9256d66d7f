using CsCheck;
using Stagecraft.Cli.Context;
using Stagecraft.Cli.Rendering;
using Stagecraft.Cli.Tests.Support;
using Stagecraft.DigitalOcean.Api;
using Stagecraft.Errors;
using Stagecraft.Plans;

namespace Stagecraft.Cli.Tests;

/// <summary>spec/cli/output.md 2.0.</summary>
public sealed class MarkdownTests : IDisposable
{
    private static readonly string[] Markup =
    [
        "```", "~~~", "`", "</summary>", "</details>", "<script>", "<!--", "]]>", "|", "\\", "\n", "\r\n", "# ", "* ", "@somebody", "#1",
        "www.example.com", "https://x.y",
        "[a](b)", "![a](b)", "&lt;", "---", "$$", " ", "a",
    ];

    private static readonly SuggestedCommands Commands = new(null, null, Sandbox: false);

    private readonly TestCli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("infra plan")]
    [InlineData("infra up --dry-run")]
    public async Task The_first_line_counts_and_deletes_come_first(string command)
    {
        _cli.Provider.Plan = Samples.Replacing() with { Warnings = Samples.Full().Warnings };
        CliResult result = await _cli.RunAsync($"{command} -e prod -o markdown");
        result.ExitCode.Should().Be(0);
        result.Error.Should().BeEmpty();
        Golden.Match("plan.md", result.Out);
        _cli.Provider.Applied.Should().BeNull();
    }

    [Fact]
    public async Task A_plan_to_clear_is_deletes()
    {
        _cli.Provider.Plan = Samples.Plan(delete: [Samples.Old with { Reason = DeleteReason.Down }]);
        (await _cli.RunAsync("infra down -e prod --dry-run -o markdown")).Out.Should()
            .StartWith("### 1 to delete: prod of project shop\n").And.Contain("\n- old-1  -  s-1vcpu-1gb  nyc3  id 1001\n");
    }

    [Fact]
    public void No_changes_are_said_to_be_none() =>
        PlanMarkdown.ToText(Samples.Plan() with { Project = null, NotCompared = [] }, Commands, []).Should().Be(
            "### No changes: prod\n\nNo changes. 1 host as declared.  \nCost: 24.00 -> 126.00 USD a month (+102.00).\n");

    [Fact]
    public void No_name_is_markup() => Gen.Int[0, Markup.Length - 1].Select(i => Markup[i]).Array[0, 6].Select(string.Concat).Sample(
        text =>
        {
            HostSpec create = Samples.App2 with { Name = text, MachineName = text, Role = text, Size = text, Region = text, Image = text };
            HostDeletion delete = Samples.Old with { Name = null, MachineName = text, Role = text, Size = text, Region = text };
            InfraPlan plan = Samples.Plan(
                [create],
                [delete],
                [HostChange.Keep(text, text, new ResourceId("7"), new FieldDifference(text, text, text + "x"))],
                [new PlanWarning("w", text)]) with
            {
                Project = text,
                Environment = text,
            };
            Outside(PlanMarkdown.ToText(plan, Commands, [])).Should().Equal(
            [
                Heading(text),
                "",
                "Cost: 24.00 -> 126.00 USD a month (+102.00).  ",
                "API requests: about 2 writes, plus reads.  ",
                "Not compared: image, user&#95;data.",
                "",
                .. Folded("1 droplet to delete", " open"), .. Folded("1 host to create", ""), .. Folded(
                    "1 host has drifted (this plan does not change it)", ""), .. Folded("1 warning", " open"),
            ]);
        },
        iter: 500, threads: 1);

    [Theory]
    [InlineData(300, 3000, 0)]
    [InlineData(3000, 3000, 10)]
    [InlineData(500, 0, 5000)]
    public void What_is_too_long_is_cut_from_the_end(int deletes, int creates, int drifted)
    {
        InfraPlan plan = Samples.Plan(
            [.. Enumerable.Range(1, creates).Select(i => Samples.App2 with { Name = $"app-{i}" })],
            [.. Enumerable.Range(1, deletes).Select(i => Samples.Old with { Name = $"old-{i}", Id = new ResourceId($"{i}") })],
            [.. Enumerable.Range(1, drifted)
                .Select(i => Samples.Drift with { Name = $"gateway-{i}", Id = new ResourceId($"{90000 + i}") })]);
        string text = PlanMarkdown.ToText(plan, Commands, []);
        text.Length.Should().BeInRange(64_000, PlanMarkdown.MaxCharacters);
        string[] lines = text.Split('\n');
        lines[2].Should().Be(
            "**This plan is truncated.** <code>stagecraft infra plan -e prod -o json</code> shows the complete plan.");
        int shownDeletes = lines.Count(l => l.StartsWith("- ", StringComparison.Ordinal));
        int shownCreates = lines.Count(l => l.StartsWith("+ ", StringComparison.Ordinal));
        int shownDrift = lines.Count(l => l.StartsWith("! ", StringComparison.Ordinal));
        shownDeletes.Should().BeGreaterThan(0);
        (shownCreates > 0 && shownDeletes < deletes).Should().BeFalse("deletes are never cut before creates");
        (shownDrift > 0 && shownCreates < creates).Should().BeFalse("creates are never cut before drift");
        foreach ((int shown, int all) in (ReadOnlySpan<(int, int)>)
        [
            (shownDeletes, deletes), (shownCreates, creates), (shownDrift, drifted),
        ])
        {
            text.Contains($"(and {all - shown} more)", StringComparison.Ordinal).Should().Be(shown < all);
        }

        Outside(text).Should().Contain($"<details open><summary>{deletes} droplets to delete</summary>");
    }

    /// <summary>The lines that a reader of Markdown takes for markup, fences left out; fails where a fence is left in any other way than
    /// its end.</summary>
    private static List<string> Outside(string text)
    {
        List<string> outside = new List<string>();
        bool isInside = false;
        foreach (string line in text.TrimEnd('\n').Split('\n'))
        {
            if (line is "```diff" or "```text" or "```")
            {
                isInside.Should().Be(line == "```");
                isInside = !isInside;
            }
            else if (!isInside)
            {
                outside.Add(line);
            }
            else
            {
                (line[0] is '-' or '+' or '!' || line.StartsWith("warning: ", StringComparison.Ordinal)
                    || line.StartsWith("(and ", StringComparison.Ordinal)).Should().BeTrue(line);
            }
        }

        isInside.Should().BeFalse();
        return outside;
    }

    private static string[] Folded(string head, string open) =>
        [$"<details{open}><summary>{head}</summary>", "", "", "</details>", .. head == "1 warning" ? (string[])[] : [""]];

    private static string Heading(string text)
    {
        string escaped = string.Concat(
            TextSanitizer.Masked(text).Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or ' ' ? c.ToString() : $"&#{(int)c};"));
        return $"### 1 to delete, 1 to create, 1 drifted: {escaped} of project {escaped}";
    }
}
