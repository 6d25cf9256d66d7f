using Stagecraft.Cli.Tests.EndToEnd;

namespace Stagecraft.Cli.Tests.Actions;

/// <summary>spec/action.md, section 3.</summary>
[Trait("kind", "sweep")]
public sealed class ActionCommentTests
{
    private const string Bot = "github-actions[bot]";

    [Fact]
    public async Task The_first_run_creates_a_comment_and_the_second_updates_it()
    {
        await using ActionRig rig = await ActionRig.StartAsync("app-1");
        rig.GitHub.Add("ann", "Looks good.");

        ActionResult first = await rig.PullRequestAsync();
        rig.Write(RealCommand.Config("app-1", "app-2"));
        ActionResult second = await rig.PullRequestAsync();

        rig.GitHub.Comments.Should().HaveCount(2);
        rig.GitHub.Comments[0].Body.Should().Be("Looks good.");
        rig.GitHub.Comments[1].Body.Should().StartWith("<!-- stagecraft:plan:staging:")
            .And.Contain("### 2 to create: staging of project shop")
            .And.Contain($"Commit {new string('c', 40)}, [workflow run](https://github.com/shop/hosts/actions/runs/4242).");
        first["comment-url"].Should().Be("https://github.com/shop/hosts/pull/7#issuecomment-1002").And.Be(second["comment-url"]);
        rig.GitHub.Requests.Should().NotContain(r => r.EndsWith("/user"), "an app's token cannot read /user");
    }

    [Fact]
    public async Task Each_environment_file_and_directory_has_its_own_comment()
    {
        await using ActionRig rig = await ActionRig.StartAsync("app-1");
        rig.Write(RealCommand.Config("app-1"), "eu/stagecraft.yml");
        rig.Write(RealCommand.Config("app-1"), "other.yml");

        for (int i = 0; i < 2; i++)
        {
            await rig.PullRequestAsync();
            await rig.PullRequestAsync(("environment", "prod"));
            await rig.PullRequestAsync(("working-directory", "eu"));
            await rig.PullRequestAsync(("config", "other.yml"));
        }

        rig.GitHub.Comments.Should().HaveCount(4);
    }

    [Fact]
    public async Task A_marker_by_another_author_or_inside_a_text_is_ignored()
    {
        await using ActionRig rig = await ActionRig.StartAsync("app-1");
        await rig.PullRequestAsync();
        string marker = rig.GitHub.Comments[0].Body.Split('\n')[0];
        rig.GitHub.Comments.Clear();
        rig.GitHub.Add("mallory", $"{marker}\nAll fine.");
        rig.GitHub.Add(Bot, $"> {marker}\nquoted");

        await rig.PullRequestAsync();

        rig.GitHub.Comments.Should().HaveCount(3);
        rig.GitHub.Comments[0].Body.Should().EndWith("All fine.");
        rig.GitHub.Comments[1].Body.Should().EndWith("quoted");
        rig.GitHub.Comments[2].Body.Should().StartWith(marker).And.Contain("### 1 to create");
    }

    [Theory]
    [InlineData(30)]
    [InlineData(100)]
    public async Task The_oldest_comment_is_found_on_any_page(int pageSize)
    {
        await using ActionRig rig = await ActionRig.StartAsync("app-1");
        rig.GitHub.PageSize = pageSize;
        await rig.PullRequestAsync();
        string marker = rig.GitHub.Comments[0].Body.Split('\n')[0];
        rig.GitHub.Comments.Clear();
        for (int i = 0; i < (2 * pageSize) + 3; i++)
        {
            rig.GitHub.Add("ann", $"{i}");
        }

        long ours = rig.GitHub.Add(Bot, $"{marker}\nold");
        rig.GitHub.Add(Bot, $"{marker}\nold");

        await rig.PullRequestAsync();

        rig.GitHub.Requests.Should().Contain($"PATCH /repos/shop/hosts/issues/comments/{ours}");
        rig.GitHub.Comments.Should().HaveCount((2 * pageSize) + 5);
        rig.GitHub.Comments[^1].Body.Should().EndWith("old");
        rig.GitHub.Comments[^2].Body.Should().Contain("### 1 to create");
    }

    [Fact]
    public async Task A_failed_plan_replaces_the_previous_one()
    {
        await using ActionRig rig = await ActionRig.StartAsync("app-1");
        await rig.PullRequestAsync();
        rig.Write(RealCommand.Config("app-1").Replace("nyc1", "mars1", StringComparison.Ordinal));

        ActionResult plan = await rig.PullRequestAsync();

        plan.Succeeded.Should().BeFalse();
        rig.GitHub.Comments.Should().ContainSingle().Which.Body.Should().Contain("### plan failed: staging").And.Contain("mars1")
            .And.Contain("Exit code 3: invalid config or command line; ").And.NotContain("to create");
    }

    [Fact]
    public async Task A_plan_that_was_not_created_replaces_the_previous_one()
    {
        await using ActionRig rig = await ActionRig.StartAsync("app-1");
        await rig.PullRequestAsync();
        rig.AddProgram("stagecraft", "false");
        await rig.PullRequestAsync();
        rig.GitHub.Comments.Should().ContainSingle().Which.Body.Should().Contain("### plan failed: staging");
        File.Delete(Path.Combine(rig.Root, "bin", "stagecraft"));

        ActionResult plan = await rig.PullRequestAsync();

        plan.Succeeded.Should().BeFalse();
        plan.Of("error").Should().ContainSingle().Which.Should().Contain("not on the PATH");
        rig.GitHub.Comments.Should().ContainSingle().Which.Body.Should().Contain("The plan was not created");
    }

    [Fact]
    public async Task With_a_read_only_token_the_plan_is_in_the_summary()
    {
        await using ActionRig rig = await ActionRig.StartAsync("app-1");
        rig.GitHub.Fail("POST", 403);

        ActionResult plan = await rig.PullRequestAsync(fromFork: true);

        plan.Succeeded.Should().BeTrue(plan.Transcript);
        plan.Of("notice").Should().Contain(n => n.Contains("HTTP 403"));
        plan.Summary.Should().Contain("### 1 to create");
        rig.GitHub.Comments.Should().BeEmpty();
        rig.GitHub.Requests.Count(r => r.StartsWith("POST")).Should().Be(1, "a definitive error is not retried");
    }

    [Theory]
    [InlineData("GET", 502)]
    [InlineData("POST", 502)]
    [InlineData("POST", 429)]
    [InlineData("POST", 0)]
    public async Task A_transient_error_is_retried_without_a_second_comment(string method, int status)
    {
        await using ActionRig rig = await ActionRig.StartAsync("app-1");
        rig.GitHub.Fail(method, status);

        ActionResult plan = await rig.PullRequestAsync();

        plan.Succeeded.Should().BeTrue(plan.Transcript);
        plan["comment-url"].Should().NotBeEmpty();
        rig.GitHub.Comments.Should().ContainSingle();
    }

    [Fact]
    public async Task A_comment_deleted_in_the_meantime_is_recreated()
    {
        await using ActionRig rig = await ActionRig.StartAsync("app-1");
        await rig.PullRequestAsync();
        rig.GitHub.Fail("PATCH", 404);

        (await rig.PullRequestAsync())["comment-url"].Should().NotBeEmpty();

        rig.GitHub.Requests.Count(r => r.StartsWith("PATCH")).Should().Be(2);
    }

    [Theory]
    [InlineData(404, 1)]
    [InlineData(502, 3)]
    public async Task A_permanent_error_is_a_warning(int status, int tries)
    {
        await using ActionRig rig = await ActionRig.StartAsync("app-1");
        rig.GitHub.Fail("GET", status, 5);

        ActionResult plan = await rig.PullRequestAsync();

        plan.Succeeded.Should().BeTrue(plan.Transcript);
        plan.Of("warning").Should().ContainSingle().Which.Should().Contain($"HTTP {status}");
        rig.GitHub.Requests.Should().HaveCount(tries);
    }

    [Fact]
    public async Task The_author_is_the_user_of_the_token_or_comment_author()
    {
        await using ActionRig rig = await ActionRig.StartAsync("app-1");
        rig.GitHub.User = "robot";
        await rig.PullRequestAsync(("comment-author", "robot"));
        await rig.PullRequestAsync(("comment-author", "robot"));

        rig.GitHub.Comments.Should().ContainSingle();
        await rig.PullRequestAsync(("comment-author", "our-app[bot]"));
        rig.GitHub.Comments.Should().HaveCount(2);
    }

    [Fact]
    public async Task Comments_are_for_plans_of_pull_requests_and_use_https()
    {
        await using ActionRig rig = await ActionRig.StartAsync("app-1");

        await rig.PushAsync();
        await rig.PullRequestAsync(("comment", "false"));
        await rig.PullRequestAsync(("command", "validate"));
        rig.GitHub.Requests.Should().BeEmpty();

        string[] others = ["http://127.0.0.1.example.com:80", "http://127.0.0.1:80@example.com", "http://example.com", "file:///etc"];
        foreach (string elsewhere in others)
        {
            rig.Variables["GITHUB_API_URL"] = elsewhere;
            (await rig.PullRequestAsync()).Of("warning").Should().ContainSingle().Which.Should().Contain("not an HTTPS URL");
        }

        rig.Started.Should().NotContain("curl");
    }

    [Fact]
    public async Task A_plan_that_is_too_long_for_a_comment_refers_to_the_summary()
    {
        await using ActionRig rig = await ActionRig.StartAsync(Enumerable.Range(1, 900).Select(i => $"application-with-a-long-name-{i}"));

        ActionResult plan = await rig.PullRequestAsync();
        plan.Succeeded.Should().BeTrue(plan.Transcript);
        rig.GitHub.Comments.Should().ContainSingle().Which.Body.Should().Contain("### 900 to create").And.EndWith("4242).\n");
        rig.GitHub.Comments[0].Body.Length.Should().BeInRange(60_000, 65_536);

        // GitHub counts each of these as two characters.
        rig.AddProgram("stagecraft", """
            /bin/bash -c 'case "$*" in *validate*) exit ;; esac
            printf "😀%.0s" {1..33000}
            plan="{\"changes\":[],\"summary\":{\"create\":0,\"update\":0,\"delete\":0,\"replace\":0,\"drift\":0,\"unchanged\":0}}"
            for a; do case $a in --out=*) printf "%s" "$plan" > "${a#--out=}" ;; esac; done' x
            """.Trim());
        plan = await rig.PullRequestAsync();
        plan.Succeeded.Should().BeTrue(plan.Transcript);
        rig.GitHub.Comments.Should().ContainSingle().Which.Body.Should().Contain("too long for a comment").And.NotContain("😀");
        plan.Summary.Should().Contain("😀");
    }
}
