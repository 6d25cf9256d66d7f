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

        named.Should().Contain("global.json").And.Contain(f => f.StartsWith("eng/"));
        named.Where(f => !Path.Exists(Path.Combine(Repository.Root, f))).Should().BeEmpty();
    }

    [Fact]
    public void A_release_has_each_system_and_processor_that_the_specification_names()
    {
        YamlSequenceNode matrix = (YamlSequenceNode)Read("release.yml")["jobs"]["native"]["strategy"]["matrix"]["include"];
        string specified = Repository.Read("spec", "releases.md").Split('\n').First(l => l.StartsWith("1.1.", StringComparison.Ordinal));

        matrix.Select(m => m["rid"].ToString()).Order().Should().Equal(Rid().Matches(specified).Select(m => m.Value).Distinct().Order());
        // `v0`, which users of the action name, moves; it makes no release.
        ((YamlSequenceNode)Read("release.yml")["on"]["push"]["tags"]).Select(t => t.ToString()).Should().Equal("v[0-9]+.[0-9]+.[0-9]+", "v[0-9]+.[0-9]+.[0-9]+-*");
    }

    /// <summary>docs/security.md: a program that a step runs finds no token that it does not need, and a stranger's change no secret.</summary>
    [Theory]
    [MemberData(nameof(Workflows))]
    public void A_token_is_in_the_environment_of_the_steps_that_need_it_alone(string workflow)
    {
        YamlMappingNode file = Read(workflow);
        IEnumerable<YamlMappingNode> wide = ((YamlMappingNode)file["jobs"]).Children.Values.Cast<YamlMappingNode>().Prepend(file);
        wide.Where(n => Keys(n).Contains("env")).SelectMany(n => ((YamlMappingNode)n["env"]).Children.Values).Where(v => IsSecret(v.ToString())).Should().BeEmpty();

        string[] events = [.. Keys((YamlMappingNode)file["on"])];
        events.Should().NotContain(["pull_request_target", "workflow_run", "issue_comment"]);
        if (events.Contains("pull_request"))
        {
            Repository.Read(".github", "workflows", workflow).Should().NotContain("secrets.").And.NotContain("github.token");
        }

        foreach (YamlMappingNode step in Steps(file).Where(s => Keys(s).Contains("env") && s["env"].ToString().Contains("github.token", StringComparison.Ordinal)))
        {
            step["run"].ToString().Should().StartWith("gh ");
        }

        static bool IsSecret(string value) => value.Contains("secrets.", StringComparison.Ordinal) || value.Contains("github.token", StringComparison.Ordinal);
    }

    /// <summary>docs/security.md: GitHub's runners have a source that knows.</summary>
    [Theory]
    [InlineData("ci.yml", "check")]
    [InlineData("release.yml", "check")]
    public void What_must_hold_for_every_commit_is_asked_and_known_vulnerabilities_too(string workflow, string job)
    {
        IEnumerable<string> scripts = Steps((YamlMappingNode)Read(workflow)["jobs"][job], "steps").Where(s => Keys(s).Contains("run")).Select(s => s["run"].ToString());

        scripts.Should().ContainInConsecutiveOrder(".ci/run", "dotnet run eng/audit.cs -- required");
    }

    [Fact]
    public void A_draft_is_of_a_commit_that_passed_everything()
    {
        YamlNode jobs = Read("release.yml")["jobs"];

        ((YamlSequenceNode)jobs["draft"]["needs"]).Select(n => n.ToString()).Should().BeEquivalentTo("check", "native");
        jobs["packages"]["needs"].ToString().Should().Be("draft");
    }

    /// <summary>spec/real-api.md 4.</summary>
    [Fact]
    public void The_real_API_is_asked_in_an_environment_of_its_own_one_run_at_a_time_and_swept_whatever_happened()
    {
        YamlMappingNode file = Read("real-api.yml");
        Keys((YamlMappingNode)file["on"]).Should().BeEquivalentTo("workflow_dispatch", "schedule");
        file["concurrency"]["group"].ToString().Should().Be("real-api");
        file["concurrency"]["cancel-in-progress"].ToString().Should().Be("false");
        YamlNode job = ((YamlMappingNode)file["jobs"]).Children.Values.Single();
        job["environment"].ToString().Should().Be("real-api");
        job["permissions"].ToString().Should().Contain("contents").And.NotContain("write");

        YamlMappingNode[] withSecret = [.. Steps((YamlMappingNode)job, "steps").Where(s => s.ToString().Contains("secrets.", StringComparison.Ordinal))];
        withSecret.Select(s => s["run"].ToString()).Should().Equal("dotnet run eng/real.cs", "dotnet run eng/real.cs -- sweep");
        withSecret.Should().AllSatisfy(s =>
        {
            s["env"]["DO_TOKEN"].ToString().Should().Be("${{ secrets.DO_TOKEN }}");
            s["env"]["STAGECRAFT_DO_INTEGRATION"].ToString().Should().Be("1");
        });
        withSecret[1]["if"].ToString().Should().Be("always()");
        int.Parse(withSecret[0]["timeout-minutes"].ToString()).Should().BeLessThan(int.Parse(job["timeout-minutes"].ToString()), "the sweep wants time of its own");

        // The sweep takes what is older than two hours: a second run sweeps alone, when the first one's leavings are.
        string[] times = [.. ((YamlSequenceNode)file["on"]["schedule"]).Select(s => s["cron"].ToString())];
        times.Should().HaveCount(2);
        withSecret[0]["if"].ToString().Should().Be($"github.event.schedule != '{times[1]}'");
        (Hour(times[1]) - Hour(times[0])).Should().BeGreaterThan(2);

        static int Hour(string cron) => int.Parse(cron.Split(' ')[1]);
    }

    [Fact]
    public void Packages_are_pushed_only_after_somebody_agreed()
    {
        YamlMappingNode jobs = (YamlMappingNode)Read("release.yml")["jobs"];
        string[] pushing = [.. jobs.Where(j => Steps((YamlMappingNode)j.Value, "steps").Any(s => Keys(s).Contains("run") && s["run"].ToString().Contains("nuget push"))).Select(j => j.Key.ToString())];

        pushing.Should().Equal("packages");
        jobs["packages"]["environment"].ToString().Should().Be("nuget");
        string[] scripts = [.. Steps((YamlMappingNode)jobs["packages"], "steps").Where(s => Keys(s).Contains("run")).Select(s => s["run"].ToString())];
        scripts.Should().HaveCount(2);
        scripts[0].Should().Be("dotnet run eng/packages.cs", "with 'pack' nobody would have tried them");
        scripts[1].Should().StartWith("dotnet nuget push 'artifacts/packages/*.nupkg' ");
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
        YamlStream yaml = new YamlStream();
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
