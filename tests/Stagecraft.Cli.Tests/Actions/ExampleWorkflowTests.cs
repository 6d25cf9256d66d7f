using System.Text;
using System.Text.RegularExpressions;
using Stagecraft.Config;
using Stagecraft.Testing;

namespace Stagecraft.Cli.Tests.Actions;

/// <summary>The workflows in <c>examples/github</c> use the inputs and outputs of the action: spec/action.md.</summary>
public sealed partial class ExampleWorkflowTests
{
    private static readonly string[] Commands = ["validate", "plan", "up", "down"];

    public static TheoryData<string> Workflows =>
        [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "examples", "github"), "*.yml").Select(f => Path.GetFileName(f)!)];

    [Theory]
    [MemberData(nameof(Workflows))]
    public void A_workflow_uses_existing_inputs_and_outputs(string workflow)
    {
        string text = Repository.Read("examples", "github", workflow);
        ActionFile action = ActionFile.Load();
        ConfigMapping[] calls =
        [
            .. Of((ConfigMapping)ConfigReader.Read(workflow, Encoding.UTF8.GetBytes(text)).Find("jobs")!)
                .SelectMany(job => ((ConfigSequence)job.Find("steps")!).Items.Cast<ConfigMapping>())
                .Where(step => ((ConfigScalar)step.Find("uses")!).Value!.StartsWith("OWNER/stagecraft@", StringComparison.Ordinal))
                .Select(step => (ConfigMapping)step.Find("with")!),
        ];

        calls.Should().NotBeEmpty();
        calls.SelectMany(c => c.Entries).Select(e => e.Key).Except(action.Inputs.Keys).Should().BeEmpty();
        calls.Select(c => ((ConfigScalar)c.Find("command")!).Value).Should().BeSubsetOf(Commands);
        Output().Matches(text).Select(m => m.Groups[1].Value).Except(action.Outputs.Keys).Should().BeEmpty();
    }

    private static IEnumerable<ConfigMapping> Of(ConfigMapping jobs) => jobs.Entries.Select(e => (ConfigMapping)e.Value);

    [GeneratedRegex(@"\boutputs\.([a-z-]+)")]
    private static partial Regex Output();
}
