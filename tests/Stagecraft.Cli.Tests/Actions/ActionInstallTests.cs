using Stagecraft.Cli.Tests.Releases;

namespace Stagecraft.Cli.Tests.Actions;

/// <summary>spec/action.md 1.4: the action with the real <c>install.sh</c>.</summary>
[Trait("kind", "sweep")]
public sealed class ActionInstallTests
{
    private static readonly string[] Versions = ["1.2.3", "1.10.0"];

    [Theory]
    [InlineData("v1.2.3", "main", "1.2.3")]
    [InlineData("1.2.3", "v0", "1.2.3")]
    [InlineData("", "v1.2.3", "1.2.3")]
    [InlineData("", "v1.10.0", "1.10.0")]
    [InlineData("1.10.0", "v1.2.3", "1.10.0")]
    public async Task The_version_is_the_input_or_the_version_of_the_action(string version, string reference, string installed)
    {
        await using ActionRig rig = await StartAsync(Versions);
        rig.ActionRef = reference;

        ActionResult plan = await rig.PushAsync(("install", "true"), ("version", version), ("install-from", "../some releases"));

        plan.Succeeded.Should().BeTrue(plan.Transcript);
        plan["to-create"].Should().Be("1");
        plan.Transcript.Should().Contain($"Installed stagecraft {installed}: ");
        rig.Started.Should().Contain("stagecraft");
    }

    /// <summary>References that are not a full version.</summary>
    [Theory]
    [InlineData("main")]
    [InlineData("v0")]
    [InlineData("v1.2.3.x")]
    [InlineData("v1.2.3/fix")]
    [InlineData("$(touch pwned)")]
    [InlineData("")]
    public async Task Without_a_version_the_latest_is_installed(string reference)
    {
        await using ActionRig rig = await StartAsync("1.2.3");
        rig.ActionRef = reference;
        rig.AddProgram("curl", $$"""
            /bin/bash -c 'while (( $# > 1 )); do if [[ $1 == -o ]]; then file=$2; fi; shift; done
            cp "{{rig.Root}}/some releases/${1##*/}" "$file"' x
            """.Trim());

        ActionResult plan = await rig.PushAsync(("install", "true"));

        plan.Succeeded.Should().BeTrue(plan.Transcript);
        rig.Arguments.Should().Contain(" https://github.com/OWNER/stagecraft/releases/latest/download/SHA256SUMS")
            .And.Contain("/OWNER/stagecraft/releases/download/v1.2.3/stagecraft-1.2.3-");
        Directory.GetFiles(rig.Root, "pwned", SearchOption.AllDirectories).Should().BeEmpty();
    }

    [Fact]
    public async Task A_later_step_of_the_job_can_install_another_version()
    {
        await using ActionRig rig = await StartAsync(Versions);

        foreach (string version in Versions)
        {
            ActionResult plan = await rig.PushAsync(("install", "true"), ("version", version), ("install-from", "../some releases"));
            plan.Succeeded.Should().BeTrue(plan.Transcript);
        }
    }

    [Theory]
    [InlineData("version", "9.9.9", "exactly one line")]
    [InlineData("version", "latest", "is not a version")]
    [InlineData("version", "1.2.3 --prefix /", "is not a version")]
    [InlineData("install-from", "nowhere", "does not exist")]
    [InlineData("install-from", "--uninstall", "does not exist")]
    [InlineData("install-from", "http://example.com/", "neither an HTTPS URL")]
    public async Task A_failed_installation_fails_the_step(string input, string value, string why)
    {
        await using ActionRig rig = await StartAsync("1.2.3");
        Dictionary<string, string> with = new() { ["install"] = "true", ["install-from"] = "../some releases", [input] = value };

        ActionResult plan = await rig.PushAsync([.. with.Select(w => (w.Key, w.Value))]);

        plan.Succeeded.Should().BeFalse();
        plan.Transcript.Should().Contain(why);
        plan.Of("error").Should().ContainSingle().Which.Should().Contain("could not be installed");
        rig.Started.Should().NotContain("stagecraft");
    }

    /// <summary>The command is not on the PATH but in releases. All directory names contain spaces.</summary>
    private static async Task<ActionRig> StartAsync(params string[] versions)
    {
        ActionRig rig = await ActionRig.StartAsync("app-1");
        string command = Path.Combine(rig.Root, "bin", "stagecraft");
        string script = await File.ReadAllTextAsync(command);
        File.Delete(command);
        string releases = Directory.CreateDirectory(Path.Combine(rig.Root, "some releases")).FullName;
        foreach (string version in versions)
        {
            string report = $"if [[ ${{1:-}} == --version ]]; then echo 'stagecraft {version}'; exit; fi\n";
            int body = script.IndexOf('\n', StringComparison.Ordinal) + 1;
            new FakeRelease(releases, version) { Command = script.Insert(body, report) }.Write();
        }

        rig.Variables["RUNNER_TEMP"] = Directory.CreateDirectory(Path.Combine(rig.Root, "temp of a runner")).FullName;
        return rig;
    }
}
