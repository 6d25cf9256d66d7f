using System.Diagnostics;
using System.Text.RegularExpressions;
using Stagecraft.Testing;
using YamlDotNet.RepresentationModel;

namespace Stagecraft.Cli.Tests.Releases;

/// <summary>spec/releases.md, section 1: static checks of the workflows.</summary>
public sealed partial class WorkflowTests
{
    public static TheoryData<string> Workflows =>
    [
        .. Directory.GetFiles(Path.Combine(Repository.Root, ".github", "workflows"), "*.yml")
            .Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Every_job_has_permissions_and_a_timeout(string workflow)
    {
        YamlMappingNode file = Read(workflow);
        Keys(file).Should().Contain("on").And.Contain("permissions").And.Contain("jobs");
        file["permissions"].ToString().Should().NotContain("write", "only single jobs may have write permissions");
        YamlMappingNode jobs = (YamlMappingNode)file["jobs"];
        jobs.Children.Should().NotBeEmpty();
        foreach (YamlMappingNode job in jobs.Children.Values.Cast<YamlMappingNode>())
        {
            Keys(job).Should().Contain("runs-on").And.Contain("steps").And.Contain("timeout-minutes");
        }
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Actions_have_versions_and_checkouts_do_not_persist_credentials(string workflow)
    {
        YamlMappingNode[] actions = [.. AllSteps(Read(workflow)).Where(s => Keys(s).Contains("uses"))];

        actions.Should().NotBeEmpty();
        actions.Select(a => a["uses"].ToString()).Should()
            .AllSatisfy(u => u.Should().MatchRegex(@"^[\w-]+/[\w-]+@(v\d+(\.\d+)*|[0-9a-f]{40})$"));
        actions.Where(a => a["uses"].ToString().StartsWith("actions/checkout@", StringComparison.Ordinal))
            .Should().AllSatisfy(a => a["with"]["persist-credentials"].ToString().Should().Be("false"));
    }

    /// <summary>Names of branches and tags must not become part of a script.</summary>
    [Theory]
    [MemberData(nameof(Workflows))]
    public void Scripts_contain_no_expressions(string workflow) =>
        Scripts(AllSteps(Read(workflow))).Should().AllSatisfy(s => s.Should().NotContain("${{"));

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Scripts_are_valid_bash(string workflow)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || !File.Exists("/bin/bash"), "not installed: bash");
        foreach (string script in Scripts(AllSteps(Read(workflow))))
        {
            Run("/bin/bash", script, "-n").Should().BeEmpty();
        }
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Shellcheck_reports_nothing(string workflow)
    {
        Assert.SkipUnless(InstallScript.Find("shellcheck") is not null, "not installed: shellcheck");
        foreach (string script in Scripts(AllSteps(Read(workflow))))
        {
            Run("shellcheck", script, "--shell=bash", "-").Should().BeEmpty();
        }
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Referenced_files_exist(string workflow)
    {
        string text = Repository.Read(".github", "workflows", workflow);
        string[] named = [.. ReferencedFile().Matches(text).Select(m => m.Value.TrimEnd('.')).Distinct()];

        named.Should().Contain("global.json").And.Contain(f => f.StartsWith("eng/"));
        named.Where(f => !Path.Exists(Path.Combine(Repository.Root, f))).Should().BeEmpty();
    }

    [Fact]
    public void A_release_has_all_specified_platforms()
    {
        YamlSequenceNode matrix = (YamlSequenceNode)Read("release.yml")["jobs"]["native"]["strategy"]["matrix"]["include"];
        string specified = Repository.Read("spec", "releases.md").Split('\n').First(l => l.StartsWith("1.1.", StringComparison.Ordinal));

        matrix.Select(m => m["rid"].ToString()).Order().Should().Equal(Rid().Matches(specified).Select(m => m.Value).Distinct().Order());
        // 'v0' is moved with each release and must not create one.
        ((YamlSequenceNode)Read("release.yml")["on"]["push"]["tags"]).Select(t => t.ToString())
            .Should().Equal("v[0-9]+.[0-9]+.[0-9]+", "v[0-9]+.[0-9]+.[0-9]+-*");
    }

    /// <summary>docs/security.md: steps have only the tokens that they need, and pull requests have no secrets.</summary>
    [Theory]
    [MemberData(nameof(Workflows))]
    public void Tokens_are_in_the_environment_of_single_steps_only(string workflow)
    {
        YamlMappingNode file = Read(workflow);
        IEnumerable<YamlMappingNode> wide = ((YamlMappingNode)file["jobs"]).Children.Values.Cast<YamlMappingNode>().Prepend(file);
        wide.Where(n => Keys(n).Contains("env")).SelectMany(n => ((YamlMappingNode)n["env"]).Children.Values)
            .Where(v => IsSecret(v.ToString())).Should().BeEmpty();

        string[] events = [.. Keys((YamlMappingNode)file["on"])];
        events.Should().NotContain(["pull_request_target", "workflow_run", "issue_comment"]);
        if (events.Contains("pull_request"))
        {
            Repository.Read(".github", "workflows", workflow).Should().NotContain("secrets.").And.NotContain("github.token");
        }

        foreach (YamlMappingNode step in AllSteps(file).Where(s => Keys(s).Contains("env") && s["env"].ToString().Contains("github.token")))
        {
            step["run"].ToString().Should().StartWith("gh ");
        }

        static bool IsSecret(string value) => value.Contains("secrets.") || value.Contains("github.token");
    }

    /// <summary>docs/security.md: the package source of GitHub's runners has vulnerability data.</summary>
    [Theory]
    [InlineData("ci.yml", "check")]
    [InlineData("release.yml", "check")]
    public void All_checks_and_the_audit_are_required(string workflow, string job)
    {
        string[] scripts = Scripts(Steps(Read(workflow)["jobs"][job]));

        scripts.Should().ContainInConsecutiveOrder(".ci/run", "dotnet run eng/audit.cs -- required");
    }

    [Fact]
    public void A_draft_requires_all_checks()
    {
        YamlNode jobs = Read("release.yml")["jobs"];

        ((YamlSequenceNode)jobs["draft"]["needs"]).Select(n => n.ToString()).Should().BeEquivalentTo("check", "native");
        jobs["packages"]["needs"].ToString().Should().Be("draft");
    }

    /// <summary>spec/real-api.md, section 4.</summary>
    [Fact]
    public void Real_API_tests_have_their_own_environment_run_one_at_a_time_and_always_sweep()
    {
        YamlMappingNode file = Read("real-api.yml");
        Keys((YamlMappingNode)file["on"]).Should().BeEquivalentTo("workflow_dispatch", "schedule");
        file["concurrency"]["group"].ToString().Should().Be("real-api");
        file["concurrency"]["cancel-in-progress"].ToString().Should().Be("false");
        YamlNode job = ((YamlMappingNode)file["jobs"]).Children.Values.Single();
        job["environment"].ToString().Should().Be("real-api");
        job["permissions"].ToString().Should().Contain("contents").And.NotContain("write");

        YamlMappingNode[] withSecret = [.. Steps(job).Where(s => s.ToString().Contains("secrets."))];
        withSecret.Select(s => s["run"].ToString()).Should().Equal("dotnet run eng/real.cs", "dotnet run eng/real.cs -- sweep");
        withSecret.Should().AllSatisfy(s =>
        {
            s["env"]["DO_TOKEN"].ToString().Should().Be("${{ secrets.DO_TOKEN }}");
            s["env"]["STAGECRAFT_DO_INTEGRATION"].ToString().Should().Be("1");
        });
        withSecret[1]["if"].ToString().Should().Be("always()");
        int.Parse(withSecret[0]["timeout-minutes"].ToString())
            .Should().BeLessThan(int.Parse(job["timeout-minutes"].ToString()), "the sweep needs the remaining time");

        // The sweep deletes leftovers older than two hours, so a second, later run only sweeps.
        string[] times = [.. ((YamlSequenceNode)file["on"]["schedule"]).Select(s => s["cron"].ToString())];
        times.Should().HaveCount(2);
        withSecret[0]["if"].ToString().Should().Be($"github.event.schedule != '{times[1]}'");
        (Hour(times[1]) - Hour(times[0])).Should().BeGreaterThan(2);

        static int Hour(string cron) => int.Parse(cron.Split(' ')[1]);
    }

    [Fact]
    public void Packages_are_pushed_only_after_approval()
    {
        YamlMappingNode jobs = (YamlMappingNode)Read("release.yml")["jobs"];
        string[] pushing = [.. Keys(jobs).Where(job => Scripts(Steps(jobs[job])).Any(s => s.Contains("nuget push")))];

        pushing.Should().Equal("packages");
        jobs["packages"]["environment"].ToString().Should().Be("nuget");
        string[] scripts = Scripts(Steps(jobs["packages"]));
        scripts.Should().HaveCount(2);
        scripts[0].Should().Be("dotnet run eng/packages.cs", "'pack' does not test them");
        scripts[1].Should().StartWith("dotnet nuget push 'artifacts/packages/*.nupkg' ");
    }

    /// <summary>Runs the step that sets the repository in <c>install.sh</c>, with twelve placeholder files.</summary>
    [Fact]
    public void The_draft_has_install_sh_with_its_repository_and_all_checksums()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && InstallScript.Find("sha256sum") is not null, "the workflow step requires Linux");
        string script = Scripts(Steps(Read("release.yml")["jobs"]["draft"])).Single(s => s.Contains("SHA256SUMS"));
        DirectoryInfo folder = Directory.CreateTempSubdirectory("stagecraft-draft-");
        try
        {
            File.Copy(Path.Combine(Repository.Root, "install.sh"), Path.Combine(folder.FullName, "install.sh"));
            DirectoryInfo release = folder.CreateSubdirectory("release");
            foreach (string rid in (string[])["linux-arm64", "linux-x64", "osx-arm64", "osx-x64", "win-arm64", "win-x64"])
            {
                string name = Path.Combine(release.FullName, $"stagecraft-1.2.3-{rid}");
                File.WriteAllText($"{name}.sbom.json", rid);
                File.WriteAllText($"{name}.{(rid.StartsWith('w') ? "zip" : "tar.gz")}", rid + rid);
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

    private static IEnumerable<YamlMappingNode> AllSteps(YamlMappingNode file) =>
        ((YamlMappingNode)file["jobs"]).Children.Values.SelectMany(Steps);

    private static IEnumerable<YamlMappingNode> Steps(YamlNode job) => ((YamlSequenceNode)job["steps"]).Cast<YamlMappingNode>();

    private static string[] Scripts(IEnumerable<YamlMappingNode> steps) =>
        [.. steps.Where(s => Keys(s).Contains("run")).Select(s => s["run"].ToString())];

    private static string Run(string program, string input, params string[] arguments) => RunIn(Repository.Root, program, input, arguments);

    private static string RunIn(string folder, string program, string input, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd() + error.GetAwaiter().GetResult();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : $"exit code {process.ExitCode}: {output}";
    }

    /// <summary>The path of a file in the repository.</summary>
    [GeneratedRegex(@"(?<![\w/.-])(?:(?:eng|src|tests|docs|examples|\.ci)/[\w./-]+|global\.json|install\.sh)")]
    private static partial Regex ReferencedFile();

    [GeneratedRegex("(?:linux|osx|win)-(?:x64|arm64)")]
    private static partial Regex Rid();
}
