using Stagecraft.Cli.Tests.Releases;

namespace Stagecraft.Cli.Tests.Actions;

/// <summary>spec/action.md 1.4: the action with the real <c>install.sh</c>.</summary>
public sealed class ActionInstallTests
{
    private static readonly string[] Versions = ["1.2.3", "1.10.0"];

    [Theory]
    [InlineData("v1.2.3", "main", "1.2.3")]
    [InlineData("1.2.3", "v0", "1.2.3")]
    [InlineData("", "v1.2.3", "1.2.3")]
    [InlineData("", "v1.10.0", "1.10.0")]
    [InlineData("1.10.0", "v1.2.3", "1.10.0")]
    public async Task The_version_is_the_one_that_is_named_or_that_of_the_action(string version, string reference, string installed)
    {
        await using ActionRig rig = await StartAsync(Versions);
        rig.ActionRef = reference;

        ActionResult plan = await rig.PushAsync(("install", "true"), ("version", version), ("install-from", "../some releases"));

        plan.Succeeded.Should().BeTrue(plan.Told);
        plan["to-create"].Should().Be("1");
        plan.Told.Should().Contain($"Installed stagecraft {installed}: ");
        rig.Started.Should().Contain("stagecraft");
    }

    /// <summary>A branch is no version, and neither is what only begins as one does.</summary>
    [Theory]
    [InlineData("main")]
    [InlineData("v0")]
    [InlineData("v1.2.3.x")]
    [InlineData("v1.2.3/fix")]
    [InlineData("$(touch pwned)")]
    [InlineData("")]
    public async Task Without_a_version_it_is_the_newest(string reference)
    {
        await using ActionRig rig = await StartAsync("1.2.3");
        rig.ActionRef = reference;
        rig.AddProgram("curl", $$"""
            /bin/bash -c 'while (( $# > 1 )); do if [[ $1 == -o ]]; then file=$2; fi; shift; done; cp "{{rig.Root}}/some releases/${1##*/}" "$file"' x
            """.Trim());

        ActionResult plan = await rig.PushAsync(("install", "true"));

        plan.Succeeded.Should().BeTrue(plan.Told);
        rig.Arguments.Should().Contain(" https://github.com/OWNER/stagecraft/releases/latest/download/SHA256SUMS").And.Contain("/OWNER/stagecraft/releases/download/v1.2.3/stagecraft-1.2.3-");
        Directory.GetFiles(rig.Root, "pwned", SearchOption.AllDirectories).Should().BeEmpty();
    }

    [Fact]
    public async Task A_later_step_of_the_job_may_install_another()
    {
        await using ActionRig rig = await StartAsync(Versions);

        foreach (string version in Versions)
        {
            ActionResult plan = await rig.PushAsync(("install", "true"), ("version", version), ("install-from", "../some releases"));
            plan.Succeeded.Should().BeTrue(plan.Told);
        }
    }

    [Theory]
    [InlineData("version", "9.9.9", "has no line for")]
    [InlineData("version", "newest", "is not a version")]
    [InlineData("version", "1.2.3 --prefix /", "is not a version")]
    [InlineData("install-from", "nowhere", "there is no folder")]
    [InlineData("install-from", "--uninstall", "there is no folder")]
    [InlineData("install-from", "http://example.com/", "neither HTTPS nor loopback")]
    public async Task What_cannot_be_installed_fails_the_step(string input, string value, string why)
    {
        await using ActionRig rig = await StartAsync("1.2.3");
        Dictionary<string, string> with = new() { ["install"] = "true", ["install-from"] = "../some releases", [input] = value };

        ActionResult plan = await rig.PushAsync([.. with.Select(w => (w.Key, w.Value))]);

        plan.Succeeded.Should().BeFalse();
        plan.Told.Should().Contain(why);
        plan.Of("error").Should().ContainSingle().Which.Should().Contain("could not be installed");
        rig.Started.Should().NotContain("stagecraft");
    }

    /// <summary>The command is on no path; releases have it, and every folder has blanks.</summary>
    private static async Task<ActionRig> StartAsync(params string[] versions)
    {
        ActionRig rig = await ActionRig.StartAsync("app-1");
        string command = Path.Combine(rig.Root, "bin", "stagecraft");
        string script = await File.ReadAllTextAsync(command);
        File.Delete(command);
        string releases = Directory.CreateDirectory(Path.Combine(rig.Root, "some releases")).FullName;
        foreach (string version in versions)
        {
            string told = $"if [[ ${{1:-}} == --version ]]; then echo 'stagecraft {version}'; exit; fi\n";
            new FakeRelease(releases, version) { Command = script.Insert(script.IndexOf('\n', StringComparison.Ordinal) + 1, told) }.Write();
        }

        rig.Variables["RUNNER_TEMP"] = Directory.CreateDirectory(Path.Combine(rig.Root, "temp of a runner")).FullName;
        return rig;
    }
}
