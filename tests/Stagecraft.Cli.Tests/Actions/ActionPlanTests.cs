using System.Text.Json;
using System.Text.Json.Nodes;
using Stagecraft.Cli.Tests.EndToEnd;

namespace Stagecraft.Cli.Tests.Actions;

/// <summary>spec/action.md, sections 1 and 2: plan and validate, with the real command.</summary>
[Trait("kind", "sweep")]
public sealed class ActionPlanTests
{
    [Fact]
    public async Task A_plan_sets_counts_summary_and_artifact()
    {
        await using ActionRig rig = await ActionRig.StartAsync("app-1", "app-2");

        ActionResult plan = await rig.PullRequestAsync();

        plan.Succeeded.Should().BeTrue(plan.Transcript);
        plan.Outputs.Should().Contain("exit-code", "2").And.Contain("changes", "true").And.Contain("sandbox", "false")
            .And.Contain("to-create", "2").And.Contain("to-delete", "0").And.Contain("to-update", "0").And.Contain("to-protect", "0")
            .And.Contain("drift", "0").And.Contain("created", "")
            .And.Contain("summary", "2 to create, 0 to delete, 0 to update, 0 drifted");
        plan.Summary.Should().StartWith("### 2 to create: staging of project shop");
        File.Exists(plan["plan-file"]).Should().BeTrue();
        plan["artifact"].Should().StartWith("stagecraft-plan-staging-");
        Directory.GetFiles(Path.Combine(rig.Artifacts, plan["artifact"])).Select(Path.GetFileName)
            .Should().BeEquivalentTo("plan.json", "plan.meta.json");
        rig.Cloud.Requests.Should().NotBeEmpty().And.OnlyContain(r => r.Method == "GET");
    }

    [Fact]
    public async Task A_plan_without_changes_says_so()
    {
        await using ActionRig rig = await ActionRig.StartAsync("app-1");
        (await rig.PushAsync(("command", "up"), ("handover", "false"))).Succeeded.Should().BeTrue();

        ActionResult plan = await rig.PushAsync(("fail-on-changes", "true"));

        plan.Succeeded.Should().BeTrue(plan.Transcript);
        plan.Outputs.Should().Contain("exit-code", "0").And.Contain("changes", "false").And.Contain("to-create", "0");
        plan.Summary.Should().StartWith("### No changes");
    }

    [Fact]
    public async Task Drift_fails_a_job_with_fail_on_changes_only()
    {
        await using ActionRig rig = await ActionRig.StartAsync("app-1");
        (await rig.PushAsync(("command", "up"), ("handover", "false"))).Succeeded.Should().BeTrue();
        rig.Write(RealCommand.Config("app-1").Replace("s-1vcpu-1gb", "s-2vcpu-4gb", StringComparison.Ordinal));

        (await rig.PushAsync()).Succeeded.Should().BeTrue();
        ActionResult nightly = await rig.RunAsync(
            "schedule", null, ActionRig.Token, ("fail-on-changes", "true"), ("handover", "false"), ("sandbox", "false"));

        nightly.Succeeded.Should().BeFalse();
        nightly.Outputs.Should().Contain("exit-code", "2").And.Contain("changes", "true").And.Contain("drift", "1")
            .And.Contain("to-create", "0");
        nightly.Summary.Should().StartWith("### 1 drifted");
    }

    [Fact]
    public async Task Handover_false_uploads_no_artifact_and_plan_file_is_written()
    {
        await using ActionRig rig = await ActionRig.StartAsync("app-1");

        ActionResult plan = await rig.PullRequestAsync(("handover", "false"), ("plan-file", "kept/plan 1.json"));
        plan.Succeeded.Should().BeFalse("the directory does not exist");
        rig.Write("", "kept/x");
        plan = await rig.PullRequestAsync(("handover", "false"), ("plan-file", "kept/plan 1.json"));

        plan.Succeeded.Should().BeTrue(plan.Transcript);
        Directory.Exists(rig.Artifacts).Should().BeFalse();
        plan["plan-file"].Should().Be(Path.Combine(rig.Workspace, "kept/plan 1.json"));
        JsonElement metadata = JsonElement.Parse(await File.ReadAllTextAsync(Path.Combine(rig.Workspace, "kept/plan 1.meta.json")));
        metadata.GetProperty("sandbox").GetBoolean().Should().BeFalse();
    }

    [Fact]
    public async Task An_invalid_file_fails_before_the_account_is_read()
    {
        await using ActionRig rig = await ActionRig.StartAsync("app-1");
        rig.Write(RealCommand.Config("app-1").Replace("default_size", "defautl_size", StringComparison.Ordinal));

        ActionResult plan = await rig.PullRequestAsync();

        plan.Succeeded.Should().BeFalse();
        plan.Outputs.Should().Contain("exit-code", "3").And.Contain("changes", "").And.Contain("to-create", "");
        plan.Summary.Should().StartWith("### plan failed: staging").And.Contain("stagecraft.yml:9:").And.Contain("default_size");
        plan.Of("error").Should().ContainSingle();
        rig.Cloud.Requests.Should().BeEmpty();
        Directory.Exists(rig.Artifacts).Should().BeFalse();
    }

    [Fact]
    public async Task Validate_needs_no_token_and_reports_errors()
    {
        await using ActionRig rig = await ActionRig.StartAsync("app-1");

        (await rig.PullRequestAsync(true, ("command", "validate"))).Summary.Should().StartWith("### Valid");
        rig.Write("cloud: { provider: digitalocean }");
        ActionResult wrong = await rig.PullRequestAsync(true, ("command", "validate"));

        wrong.Succeeded.Should().BeFalse();
        wrong["exit-code"].Should().Be("3");
        wrong.Summary.Should().StartWith("### validate failed");
    }

    [Fact]
    public async Task A_fork_without_a_token_uses_the_sandbox()
    {
        await using ActionRig rig = await ActionRig.StartAsync("app-1");

        ActionResult plan = await rig.PullRequestAsync(fromFork: true);

        plan.Succeeded.Should().BeTrue(plan.Transcript);
        plan.Outputs.Should().Contain("sandbox", "true").And.Contain("to-create", "1");
        plan["artifact"].Should().StartWith("stagecraft-sandbox-plan-staging-");
        plan.Of("notice").Should().Contain(n => n.Contains("does not read the account"));
        plan.Summary.Should().Contain("the DigitalOcean account was not read");
        rig.Cloud.Requests.Should().BeEmpty();
    }

    /// <summary>An organization can give secrets to forks, and the file of the fork determines which variable is sent.</summary>
    [Theory]
    [InlineData("pull_request")]
    [InlineData("pull_request_review")]
    public async Task A_fork_with_a_token_uses_the_sandbox(string eventName)
    {
        await using ActionRig rig = await ActionRig.StartAsync("app-1");
        rig.Write(RealCommand.Config("app-1").Replace("DO_TOKEN", "OTHER_SECRET", StringComparison.Ordinal));
        rig.Variables["OTHER_SECRET"] = ActionRig.Token;

        ActionResult plan = await rig.RunAsync(eventName, "stranger/hosts", ActionRig.Token);

        plan.Succeeded.Should().BeTrue(plan.Transcript);
        plan.Outputs.Should().Contain("sandbox", "true").And.Contain("to-create", "1");
        plan.Of("notice").Should().Contain(n => n.Contains("from a fork") && n.Contains("does not read the account"));
        rig.Cloud.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task The_command_has_no_token_in_the_sandbox()
    {
        await using ActionRig rig = await ActionRig.StartAsync("app-1");
        rig.AddProgram("stagecraft", $"/bin/bash -c 'env >> \"{rig.Root}/environment\"; exit 1' x");

        await rig.PushAsync(("sandbox", "true"));

        (await File.ReadAllTextAsync(Path.Combine(rig.Root, "environment"))).Should().Contain("GITHUB_SHA=")
            .And.NotContain(ActionRig.Token);
    }

    [Theory]
    [InlineData("OTHER_TOKEN")]
    [InlineData("TOKEN")]
    public async Task The_token_can_be_in_a_variable_of_the_job(string variable)
    {
        await using ActionRig rig = await ActionRig.StartAsync("app-1");
        rig.Write(RealCommand.Config("app-1").Replace("DO_TOKEN", variable, StringComparison.Ordinal));
        rig.Variables[variable] = ActionRig.Token;

        ActionResult plan = await rig.RunAsync("push", null, "", ("token-env", variable));

        plan.Succeeded.Should().BeTrue(plan.Transcript);
        plan["sandbox"].Should().Be("false");
    }

    [Theory]
    [InlineData("command", "apply", "3")]
    [InlineData("sandbox", "maybe", "3")]
    [InlineData("max-delete", "many", "3")]
    [InlineData("allow-loss", "web", "3")]
    [InlineData("allow-loss", "volume/a,--yes", "3")]
    [InlineData("token-env", "A B", "3")]
    [InlineData("working-directory", "nowhere", "3")]
    [InlineData("token", "two\nlines", "3")]
    public async Task An_invalid_input_fails_before_the_command_runs(string input, string value, string code)
    {
        await using ActionRig rig = await ActionRig.StartAsync("app-1");

        ActionResult result = await rig.PushAsync((input, value));

        result.Succeeded.Should().BeFalse();
        result["exit-code"].Should().Be(code);
        result.Of("error").Should().ContainSingle();
        result.Transcript.Should().NotContain("two\nlines");
        rig.Started.Should().NotContain("stagecraft");
    }

    [Fact]
    public async Task Untrusted_code_with_secrets_is_refused()
    {
        await using ActionRig rig = await ActionRig.StartAsync("app-1");

        ActionResult plan = await rig.RunAsync("pull_request_target", "stranger/hosts", ActionRig.Token);
        ActionResult up = await rig.RunAsync("pull_request", "stranger/hosts", ActionRig.Token, ("command", "up"), ("handover", "false"));

        plan["exit-code"].Should().Be("5");
        plan.Of("error").Should().ContainSingle().Which.Should().Contain("pull_request_target");
        up["exit-code"].Should().Be("5");
        rig.Cloud.Requests.Should().BeEmpty();
    }

    /// <summary>Such a run has secrets, and the branch of the fork can be named main.</summary>
    [Theory]
    [InlineData("""{"head_repository":{"full_name":"stranger/hosts"}}""", "5")]
    [InlineData("""{"head_repository":null}""", "5")]
    [InlineData("""{"head_repository":{"full_name":"shop/hosts"}}""", "0")]
    public async Task A_workflow_run_triggered_by_a_fork_counts_as_a_fork(string run, string code)
    {
        await using ActionRig rig = await ActionRig.StartAsync("app-1");
        rig.Event = new JsonObject { ["workflow_run"] = JsonNode.Parse(run) };

        ActionResult up = await rig.RunAsync("workflow_run", null, ActionRig.Token, ("command", "up"), ("handover", "false"));

        up["exit-code"].Should().Be(code, up.Transcript);
        rig.Cloud.Droplets.Should().HaveCount(code == "0" ? 1 : 0);
    }

    [Theory]
    [InlineData("$(touch pwned)")]
    [InlineData("\"; touch pwned; \"")]
    [InlineData("'`touch pwned`'")]
    [InlineData("x\n::error::forged\nexit-code=0")]
    [InlineData("--help")]
    [InlineData("-->\n@everybody")]
    public async Task A_malicious_name_is_treated_as_data(string name)
    {
        await using ActionRig rig = await ActionRig.StartAsync("app-1");

        ActionResult environment = await rig.PullRequestAsync(("environment", name));
        environment.Outputs.Should().Contain("exit-code", "3").And.Contain("changes", "");
        environment.Summary.Should().Contain("does not declare environment").And.NotContain("-->");
        ActionResult config = await rig.PullRequestAsync(("config", name));
        config.Outputs.Should().Contain("exit-code", "3");

        string folder = name.Replace('/', '_');
        rig.Write(RealCommand.Config("app-1"), Path.Combine(folder, "stagecraft.yml"));
        ActionResult working = await rig.PullRequestAsync(("working-directory", folder));
        working.Outputs.Should().Contain("exit-code", "2", working.Transcript);

        foreach (ActionResult result in (ActionResult[])[environment, config, working])
        {
            result.Of("error").Should().NotContain("forged");
        }

        Directory.GetFiles(rig.Root, "pwned", SearchOption.AllDirectories).Should().BeEmpty();
        rig.GitHub.Comments.Should().HaveCount(3).And.OnlyContain(c =>
            c.Body.StartsWith("<!-- stagecraft:plan:") && c.Body.IndexOf("-->") == c.Body.IndexOf(" -->\n### ") + 1);
    }
}
