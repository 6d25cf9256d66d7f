using System.Text.Json;
using Stagecraft.Cli.Tests.EndToEnd;
using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.DigitalOcean.Sandbox.Droplets;
using Stagecraft.Sandbox;

namespace Stagecraft.Cli.Tests.Actions;

/// <summary>spec/action.md, section 4: from plan to up.</summary>
public sealed class ActionUpTests
{
    [Fact]
    public async Task Up_applies_the_plan_of_the_earlier_job_including_deletions()
    {
        await using ActionRig rig = await ActionRig.StartAsync("app-1", "old-1");
        (await rig.PushAsync(("command", "up"), ("handover", "false"))).Succeeded.Should().BeTrue();
        rig.Write(RealCommand.Config("app-1", "app-2"));
        (await rig.PushAsync())["to-delete"].Should().Be("1");

        ActionResult up = await rig.PushAsync(("command", "up"));

        up.Succeeded.Should().BeTrue(up.Transcript);
        rig.Cloud.Droplets.Select(d => d.Name).Should().BeEquivalentTo("staging-app-1", "staging-app-2");
        up.Outputs.Should().Contain("exit-code", "0").And.Contain("changes", "true").And.Contain("created", "1")
            .And.Contain("deleted", "1").And.Contain("failed", "0");
        string[] events = await File.ReadAllLinesAsync(up["events-file"]);
        events.Select(e => JsonElement.Parse(e).GetProperty("type").GetString()).Should().StartWith("start").And.EndWith("summary")
            .And.Contain("host_ready");
        up.Log.Should().Contain("::group::up staging\n").And.Contain("host_ready name=\"app-2\"").And.Contain("::endgroup::");
        up.Summary.Should().StartWith("""
            ### up staging: 1 created, 1 deleted, 1 unchanged

            | host | outcome | id | public | private | code |
            |---|---|---|---|---|---|
            | app-1 | unchanged |
            """);
        up.Summary.Should().Contain("| app-2 | created |").And.Contain("| old-1 | deleted |");
    }

    [Fact]
    public async Task An_outdated_plan_is_rejected_with_instructions()
    {
        await using ActionRig rig = await ActionRig.StartAsync("app-1");
        await rig.PushAsync();
        rig.Write(RealCommand.Config("app-1", "app-2"));

        ActionResult up = await rig.PushAsync(("command", "up"));

        up.Succeeded.Should().BeFalse();
        up["exit-code"].Should().Be("5");
        up.Of("notice").Should().ContainSingle().Which.Should().Contain("Re-run all jobs");
        up.Summary.Should().Contain("The plan is out of date").And.Contain("app-2").And.Contain("Re-run all jobs");
        rig.Cloud.Requests.Should().OnlyContain(r => r.Method == "GET");
    }

    [Fact]
    public async Task Up_needs_a_plan_of_the_same_workflow_run()
    {
        await using ActionRig rig = await ActionRig.StartAsync("app-1");

        ActionResult none = await rig.PushAsync(("command", "up"));
        none["exit-code"].Should().Be("5");
        none.Of("error").Should().ContainSingle().Which.Should().Contain("run 'plan' in an earlier job");

        await rig.PushAsync();
        (await rig.PushAsync(("command", "up"), ("environment", "prod")))["exit-code"]
            .Should().Be("5", "the plan is for another environment");
        rig.Cloud.Droplets.Should().BeEmpty();
    }

    [Fact]
    public async Task A_plan_from_the_sandbox_or_a_fork_is_not_applied_to_the_account()
    {
        await using ActionRig rig = await ActionRig.StartAsync("app-1");
        ActionResult fork = await rig.PullRequestAsync(fromFork: true);

        (await rig.PushAsync(("command", "up")))["exit-code"].Should().Be("5", "the artifact has another name");
        string taken = Path.Combine(rig.Workspace, "taken");
        Directory.CreateDirectory(taken);
        foreach (string file in Directory.GetFiles(Path.Combine(rig.Artifacts, fork["artifact"])))
        {
            File.Copy(file, Path.Combine(taken, Path.GetFileName(file)));
        }

        ActionResult up = await rig.PushAsync(("command", "up"), ("plan-file", "taken/plan.json"));
        up["exit-code"].Should().Be("5");
        up.Of("error").Should().ContainSingle().Which.Should().Contain("made in the sandbox");

        // A workflow can override it: then it is a plan for the account, made for a fork.
        ActionResult rich = await rig.RunAsync("pull_request", "stranger/hosts", ActionRig.Token, ("sandbox", "false"));
        rich["sandbox"].Should().Be("false");
        up = await rig.PushAsync(("command", "up"));
        up["exit-code"].Should().Be("5");
        up.Of("error").Should().ContainSingle().Which.Should().Contain("from a fork");
        rig.Cloud.Requests.Should().OnlyContain(r => r.Method == "GET");
    }

    [Theory]
    [InlineData("""{"sandbox":false,"fork":false,"repository":"other/hosts"}""", "another repository")]
    [InlineData("""{"sandbox":"false false true","fork":false,"repository":"shop/hosts"}""", "is invalid")]
    [InlineData("not JSON", "is invalid")]
    [InlineData("", "is invalid")]
    public async Task The_metadata_of_a_plan_must_match(string beside, string message)
    {
        await using ActionRig rig = await ActionRig.StartAsync("app-1");
        ActionResult plan = await rig.PushAsync();
        await File.WriteAllTextAsync(Path.Combine(rig.Artifacts, plan["artifact"], "plan.meta.json"), beside);

        ActionResult up = await rig.PushAsync(("command", "up"));

        up["exit-code"].Should().Be("5");
        up.Of("error").Should().ContainSingle().Which.Should().Contain(message);
        rig.Cloud.Droplets.Should().BeEmpty();
    }

    [Fact] // 2.7
    public async Task For_AWS_the_credentials_are_those_of_the_environment()
    {
        await using ActionRig rig = await ActionRig.StartAsync("app-1");
        (string, string)[] up = [("command", "up"), ("handover", "false"), ("cloud", "aws")];

        ActionResult none = await rig.RunAsync("push", null, ActionRig.Token, up);
        none["exit-code"].Should().Be("4", "the token is not for AWS");
        none.Of("error").Should().ContainSingle().Which.Should().Contain("aws-actions/configure-aws-credentials");
        rig.Started.Should().NotContain("stagecraft");

        rig.Variables["AWS_ACCESS_KEY_ID"] = "AKIAIOSFODNN7EXAMPLE";
        rig.Variables["AWS_SECRET_ACCESS_KEY"] = "c2VjcmV0IGFjY2VzcyBrZXk";
        rig.AddProgram("stagecraft", """
            /bin/bash -c 'printf "error: %s %s\n" "$AWS_SECRET_ACCESS_KEY" "${DO_TOKEN-unset}" >&2; exit 1' x
            """.Trim());
        ActionResult failed = await rig.RunAsync("push", null, ActionRig.Token, up);
        failed["exit-code"].Should().Be("1");
        failed.Summary.Should().Contain("error: *** unset");
    }

    [Fact]
    public async Task Up_and_down_use_the_sandbox_only_on_request()
    {
        await using ActionRig rig = await ActionRig.StartAsync("app-1");

        (await rig.RunAsync("push", null, "", ("command", "up"), ("handover", "false")))["exit-code"].Should().Be("4");
        (await rig.RunAsync("push", null, "", ("command", "down")))["exit-code"].Should().Be("4");
        rig.Started.Should().NotContain("stagecraft");

        (await rig.RunAsync("push", null, "", ("sandbox", "true"))).Succeeded.Should().BeTrue();
        ActionResult up = await rig.RunAsync("push", null, "", ("command", "up"), ("sandbox", "true"));
        up.Succeeded.Should().BeTrue(up.Transcript);
        up.Outputs.Should().Contain("created", "1").And.Contain("sandbox", "true");
        rig.Cloud.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task Without_a_plan_deletions_need_allow_delete_and_respect_the_limit()
    {
        await using ActionRig rig = await ActionRig.StartAsync("app-1", "old-1");
        (string, string)[] up = [("command", "up"), ("handover", "false")];
        (await rig.PushAsync(up)).Succeeded.Should().BeTrue();
        rig.Write(RealCommand.Config("app-1"));

        (await rig.PushAsync(up))["exit-code"].Should().Be("5");
        (await rig.PushAsync([.. up, ("allow-delete", "true"), ("max-delete", "0")]))["exit-code"].Should().Be("5");
        (await rig.PushAsync(("max-delete", "0"))).Of("warning").Should().ContainSingle().Which.Should().Contain("will refuse");
        (await rig.PushAsync(("command", "up"), ("max-delete", "0")))["exit-code"].Should().Be("5");
        rig.Cloud.Droplets.Should().HaveCount(2);

        ActionResult done = await rig.PushAsync([.. up, ("allow-delete", "true"), ("max-delete", "1")]);
        done.Succeeded.Should().BeTrue(done.Transcript);
        rig.Cloud.Droplets.Should().ContainSingle();
    }

    [Fact]
    public async Task Down_deletes_an_environment_and_requires_its_name()
    {
        await using ActionRig rig = await ActionRig.StartAsync("app-1", "app-2");
        (await rig.PushAsync(("command", "up"), ("handover", "false"))).Succeeded.Should().BeTrue();

        (await rig.PushAsync(("command", "down"), ("environment", "")))["exit-code"].Should().Be("3");
        (await rig.PushAsync(("command", "down"), ("max-delete", "1")))["exit-code"].Should().Be("5");
        rig.Cloud.Droplets.Should().HaveCount(2);
        ActionResult down = await rig.PushAsync(("command", "down"));

        down.Succeeded.Should().BeTrue(down.Transcript);
        down.Outputs.Should().Contain("deleted", "2").And.Contain("changes", "true");
        rig.Cloud.Droplets.Should().BeEmpty();
    }

    [Fact]
    public async Task A_failed_host_is_reported_and_the_exit_code_is_kept()
    {
        await using ActionRig rig = await ActionRig.StartAsync("app-1", "web-1");
        await rig.PushAsync();
        rig.Cloud.Faults.Add(new SandboxFault { Kind = SandboxFaultKind.BootsOff, Machine = "staging-web-1" });

        ActionResult up = await rig.PushAsync(("command", "up"));

        up.Succeeded.Should().BeFalse();
        up.Outputs.Should().Contain("exit-code", "10").And.Contain("created", "1").And.Contain("failed", "1");
        up.Summary.Should().Contain("### up staging: 1 created, 1 failed")
            .And.Contain("Exit code 10: partial failure (some changes were made, at least one failed).")
                .And.Contain("| web-1 | failed |").And.Contain("error: ");
    }
}
