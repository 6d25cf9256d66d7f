using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Stagecraft.Cli.Errors;
using Stagecraft.Engine;
using Stagecraft.Errors;
using Stagecraft.Plans;
using Stagecraft.Testing;

namespace Stagecraft.Cli.Tests;

/// <summary>The pages about errors, exit codes, events and JSON match the code.</summary>
public sealed partial class ReferencePageTests
{
    /// <summary>docs/troubleshooting.md has one entry per error code, in the order of the codes, and no other entry.</summary>
    [Fact]
    public void Every_error_code_has_an_entry_in_troubleshooting()
    {
        string[] sections = [.. Page("troubleshooting.md").Split("\n## ").Skip(1)];
        string[] entries = [.. sections.Where(s => s.Split('\n')[0] != "First steps")];

        entries.Select(e => e.Split('\n')[0]).Should()
            .Equal([.. ErrorCodes.All, CommandErrors.Usage, CommandErrors.Interrupted, CommandErrors.Internal]);
        entries.Should().OnlyContain(e => e.Contains("\n* **Cause:** ") && e.Contains("\n* **Fix:** "));
    }

    [Fact]
    public void The_page_of_exit_codes_is_the_table_in_the_code()
    {
        string[] rows = [.. Page("exit-codes.md").Split('\n').Where(l => l.StartsWith("| ", StringComparison.Ordinal)).Skip(1)];

        rows.Should().Equal(ExitCodes.Table.Select(r =>
            $"| {r.Code} | {r.Meaning.Replace('\'', '`')} | {string.Concat(r.ErrorCodes.Select(c => $"`{c}`, ")).TrimEnd(',', ' ')} |"
                .Replace("|  |", "| |", StringComparison.Ordinal)));
    }

    /// <summary>spec/cli/output.md 3.</summary>
    [Fact]
    public void The_page_of_events_has_the_events_of_the_specification()
    {
        string[] sections = Repository.Read("spec", "cli", "output.md").ReplaceLineEndings("\n").Split("\n## ");
        string specification = sections.Single(s => s.StartsWith("3. ", StringComparison.Ordinal));

        Codes(Page("events.md").Split("\n## Warnings")[0]).Should().BeEquivalentTo(Codes(specification));
    }

    [Fact]
    public void The_page_of_events_has_every_warning_of_the_engine()
    {
        Type warnings = typeof(EngineProvider).Assembly.GetType("Stagecraft.Engine.Planning.PlanWarnings", throwOnError: true)!;
        IEnumerable<string> codes = warnings.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(f => f.IsLiteral && f.FieldType == typeof(string)).Select(f => (string)f.GetRawConstantValue()!);

        string[] listed = Codes(Page("events.md").Split("\n## Warnings")[1]);

        codes.Should().HaveCountGreaterThan(10).And.BeSubsetOf(listed);
        listed.Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void The_plan_of_the_page_of_formats_can_be_read()
    {
        string plan = Blocks("json.md")[0];

        InfraPlan read = InfraPlanJson.Read("json.md", Encoding.UTF8.GetBytes(plan));

        JsonNode.DeepEquals(JsonNode.Parse(InfraPlanJson.ToText(read)), JsonNode.Parse(plan)).Should().BeTrue();
    }

    [Fact]
    public void The_other_documents_of_the_pages_are_json()
    {
        Blocks("json.md").Select(b => JsonNode.Parse(b)!["format_version"]!.GetValue<string>()).Should().Equal("1.0", "1.0", "1.0");
        Blocks("events.md").Single().TrimEnd().Split('\n').Select(l => JsonNode.Parse(l)!["sequence"]!.GetValue<int>()).Should()
            .Equal(1, 2, 3, 4, 5, 6);
    }

    private static string Page(string name) => Repository.Read("docs", name).ReplaceLineEndings("\n");

    private static string[] Blocks(string page) => [.. Page(page).Split("```json\n").Skip(1).Select(b => b.Split("```")[0])];

    /// <summary>The codes in the first column of tables.</summary>
    private static string[] Codes(string text) =>
        [.. FirstColumn().Matches(text).SelectMany(m => Code().Matches(m.Value)).Select(m => m.Groups[1].Value)];

    [GeneratedRegex("^\\| `[^|]+` \\|", RegexOptions.Multiline)]
    private static partial Regex FirstColumn();

    [GeneratedRegex("`([a-z_]+)`")]
    private static partial Regex Code();
}
