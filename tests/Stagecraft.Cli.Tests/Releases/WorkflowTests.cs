using System.Diagnostics;
using System.Text.RegularExpressions;
using Stagecraft.Cli.Tests.Support;
using YamlDotNet.RepresentationModel;

namespace Stagecraft.Cli.Tests.Releases;

/// <summary>spec/releases.md 1: the workflows, as far as they can be looked at without running them.</summary>
public sealed partial class WorkflowTests
{
    public static TheoryData<string> Workflows =>
        [.. Directory.GetFiles(Path.Combine(Repository.Root, ".github", "workflows"), "*.yml").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Every_job_says_what_it_may_and_when_it_is_given_up(string workflow)
    {
        YamlMappingNode file = Read(workflow);
        Keys(file).Should().Contain("on").And.Contain("permissions").And.Contain("jobs");
        file["permissions"].ToString().Should().NotContain("write", "a job asks for more where it needs it");
        YamlMappingNode jobs = (YamlMappingNode)file["jobs"];
        jobs.Children.Should().NotBeEmpty();
        foreach (YamlMappingNode job in jobs.Children.Values.Cast<YamlMappingNode>())
        {
            Keys(job).Should().Contain("runs-on").And.Contain("steps").And.Contain("timeout-minutes");
        }
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Every_action_has_a_version_and_no_checkout_keeps_the_token(string workflow)
    {
        YamlMappingNode[] actions = [.. Steps(Read(workflow)).Where(s => Keys(s).Contains("uses"))];

        actions.Should().NotBeEmpty();
        actions.Select(a => a["uses"].ToString()).Should().AllSatisfy(u => u.Should().MatchRegex(@"^[\w-]+/[\w-]+@(v\d+(\.\d+)*|[0-9a-f]{40})$"));
        actions.Where(a => a["uses"].ToString().StartsWith("actions/checkout@", StringComparison.Ordinal))
            .Should().AllSatisfy(a => a["with"]["persist-credentials"].ToString().Should().Be("false"));
    }

    /// <summary>What a name of a branch or tag says is data, not script.</summary>
    [Theory]
    [MemberData(nameof(Workflows))]
    public void No_script_has_an_expression_in_it(string workflow) =>
        Scripts(workflow).Should().AllSatisfy(s => s.Should().NotContain("${{"));

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Every_script_is_one_for_bash(string workflow)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || !File.Exists("/bin/bash"), "there is no bash");
        foreach (string script in Scripts(workflow))
        {
            Run("/bin/bash", script, "-n").Should().BeEmpty();
        }
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Shellcheck_has_nothing_to_say_of_the_scripts(string workflow)
    {
        Assert.SkipUnless(InstallScript.Find("shellcheck") is not null, "there is no shellcheck");
        foreach (string script in Scripts(workflow))
        {
            Run("shellcheck", script, "--shell=bash", "-").Should().BeEmpty();
        }
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Every_file_that_is_named_exists(string workflow)
    {
        string text = Repository.Read(".github", "workflows", workflow);
        string[] named = [.. Named().Matches(text).Select(m => m.Value.TrimEnd('.')).Distinct()];

        named.Should().Contain("global.json").And.Contain("install.sh");
        named.Where(f => !Path.Exists(Path.Combine(Repository.Root, f))).Should().BeEmpty();
    }

    [Fact]
    public void A_release_has_each_system_and_processor_that_the_specification_names()
    {
        YamlSequenceNode matrix = (YamlSequenceNode)Read("release.yml")["jobs"]["native"]["strategy"]["matrix"]["include"];
        string specified = Repository.Read("spec", "releases.md").Split('\n').First(l => l.StartsWith("1.1.", StringComparison.Ordinal));

        matrix.Select(m => m["rid"].ToString()).Order().Should().Equal(Rid().Matches(specified).Select(m => m.Value).Distinct().Order());
        ((YamlSequenceNode)Read("release.yml")["on"]["push"]["tags"]).Single().ToString().Should().Be("v*");
    }

    [Fact]
    public void Packages_are_pushed_only_after_somebody_agreed()
    {
        YamlMappingNode jobs = (YamlMappingNode)Read("release.yml")["jobs"];
        string[] pushing = [.. jobs.Where(j => Steps((YamlMappingNode)j.Value, "steps").Any(s => Keys(s).Contains("run") && s["run"].ToString().Contains("nuget push"))).Select(j => j.Key.ToString())];

        pushing.Should().Equal("packages");
        jobs["packages"]["environment"].ToString().Should().Be("nuget");
    }

    /// <summary>Runs the step that stamps <c>install.sh</c>, on twelve files that are none.</summary>
    [Fact]
    public void The_draft_has_a_stamped_script_and_a_sum_of_every_file()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && InstallScript.Find("sha256sum") is not null, "it runs on Linux");
        string script = Steps((YamlMappingNode)Read("release.yml")["jobs"]["draft"], "steps").Select(s => Keys(s).Contains("run") ? s["run"].ToString() : "").Single(r => r.Contains("SHA256SUMS"));
        DirectoryInfo folder = Directory.CreateTempSubdirectory("stagecraft-draft-");
        try
        {
            File.Copy(Path.Combine(Repository.Root, "install.sh"), Path.Combine(folder.FullName, "install.sh"));
            DirectoryInfo release = folder.CreateSubdirectory("release");
            foreach (string rid in (string[])["linux-arm64", "linux-x64", "osx-arm64", "osx-x64", "win-arm64", "win-x64"])
            {
                File.WriteAllText(Path.Combine(release.FullName, $"stagecraft-1.2.3-{rid}.sbom.json"), rid);
                File.WriteAllText(Path.Combine(release.FullName, $"stagecraft-1.2.3-{rid}.{(rid.StartsWith('w') ? "zip" : "tar.gz")}"), rid + rid);
            }

            RunIn(folder.FullName, "/bin/bash", "REPOSITORY=some-one/stagecraft\n" + script, "-e", "-o", "pipefail").Should().BeEmpty();

            string[] sums = File.ReadAllLines(Path.Combine(release.FullName, "SHA256SUMS"));
            sums.Should().HaveCount(13);
            sums.Select(l => l[66..]).Should().BeInAscendingOrder(StringComparer.Ordinal).And.Contain("install.sh");
            File.ReadAllText(Path.Combine(release.FullName, "install.sh")).Should().Contain("\nrepository='some-one/stagecraft'\n");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static YamlMappingNode Read(string workflow)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(Repository.Read(".github", "workflows", workflow)));
        return (YamlMappingNode)yaml.Documents.Single().RootNode;
    }

    private static IEnumerable<string> Keys(YamlMappingNode node) => node.Children.Keys.Select(k => k.ToString());

    private static IEnumerable<YamlMappingNode> Steps(YamlMappingNode file) => ((YamlMappingNode)file["jobs"]).Children.Values.SelectMany(j => Steps((YamlMappingNode)j, "steps"));

    private static IEnumerable<YamlMappingNode> Steps(YamlMappingNode job, string key) => ((YamlSequenceNode)job[key]).Cast<YamlMappingNode>();

    private static string[] Scripts(string workflow) => [.. Steps(Read(workflow)).Where(s => Keys(s).Contains("run")).Select(s => s["run"].ToString())];

    private static string Run(string program, string input, params string[] arguments) => RunIn(Repository.Root, program, input, arguments);

    private static string RunIn(string folder, string program, string input, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments) { WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd() + error.GetAwaiter().GetResult();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : $"ended with {process.ExitCode}: {output}";
    }

    /// <summary>A file of the repository: in one of its folders, or one of those at the root.</summary>
    [GeneratedRegex(@"(?<![\w/.-])(?:(?:eng|src|tests|docs|examples|\.ci)/[\w./-]+|global\.json|install\.sh)")]
    private static partial Regex Named();

    [GeneratedRegex("(?:linux|osx|win)-(?:x64|arm64)")]
    private static partial Regex Rid();
}
