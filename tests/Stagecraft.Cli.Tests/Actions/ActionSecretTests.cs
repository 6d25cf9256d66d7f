using Stagecraft.Cli.Tests.EndToEnd;
using Stagecraft.Testing;

namespace Stagecraft.Cli.Tests.Actions;

/// <summary>spec/action.md, section 5: secrets in files, arguments, outputs, comments and log lines.</summary>
[Trait("kind", "sweep")]
public sealed class ActionSecretTests
{
    [Fact]
    public async Task The_tokens_are_in_no_output()
    {
        await using ActionRig rig = await ActionRig.StartAsync("app-1");

        Clean(rig, await rig.PullRequestAsync());
        Clean(rig, await rig.PullRequestAsync(fromFork: true));
        Clean(rig, await rig.PushAsync());
        Clean(rig, await rig.PushAsync(("command", "up")));
        Clean(rig, await rig.PushAsync(("command", "down")));
        rig.Write(RealCommand.Config("app-1").Replace("my-ssh-key", ActionRig.Token, StringComparison.Ordinal));
        Clean(rig, await rig.PullRequestAsync());
        rig.Arguments.Should().Contain("curl ").And.Contain("stagecraft infra up");
    }

    [Fact]
    public async Task A_token_printed_by_the_command_is_removed()
    {
        await using ActionRig rig = await ActionRig.StartAsync("app-1");
        rig.AddProgram("stagecraft", """
            /bin/bash -c 'printf "error: %s\n" "$DO_TOKEN" >&2; printf "{\"type\":\"error\",\"x\":\"%s\"}\n" "$DO_TOKEN"; exit 1' x
            """.Trim());

        Clean(rig, await rig.PullRequestAsync());
        ActionResult up = await rig.PushAsync(("command", "up"), ("handover", "false"));
        Clean(rig, up);
        up["exit-code"].Should().Be("1");
        up.Summary.Should().Contain("error: ***");
    }

    [Fact]
    public async Task Output_of_the_command_cannot_contain_workflow_commands()
    {
        await using ActionRig rig = await ActionRig.StartAsync("app-1");
        rig.AddProgram("stagecraft", """
            /bin/bash -c 'printf "::add-mask::a\n::error::forged\n" >&2; printf "::warning::forged\n</pre>\n@all **x** <img>\n"; exit 1' x
            """.Trim());

        ActionResult plan = await rig.PullRequestAsync();
        ActionResult up = await rig.PushAsync(("command", "up"), ("handover", "false"));

        plan.Annotations.Concat(up.Annotations).Should().NotContain(a => a.Text == "forged");
        plan.Log.Should().Contain("::error::forged");
        rig.GitHub.Comments[0].Body.Should().Contain("<pre>\n::add-mask::a");
    }

    [Fact]
    public async Task The_installation_has_no_token_and_extends_the_PATH()
    {
        await using ActionRig rig = await ActionRig.StartAsync("app-1");
        rig.ActionPath = Path.Combine(rig.Root, "used");
        Copy(Path.Combine(Repository.Root, "action"), Path.Combine(rig.ActionPath, "action"));
        string command = Path.Combine(rig.Root, "bin", "stagecraft");
        await File.WriteAllTextAsync(Path.Combine(rig.ActionPath, "install.sh"), $"""
            #!/usr/bin/env bash
            set -euo pipefail
            printf '%s\n' "$*" >> "{rig.Root}/installed"
            env >> "{rig.Root}/installed-with"
            while [[ $1 != --prefix ]]; do shift; done
            mkdir -p "$2/bin"
            mv "{command}" "$2/bin/stagecraft"
            """);

        ActionResult plan = await rig.PushAsync(("install", "true"), ("version", "1.2.3"), ("install-from", "a folder"));

        plan.Succeeded.Should().BeTrue(plan.Transcript);
        string temp = Path.Combine(rig.Root, "temp", "stagecraft");
        (await File.ReadAllTextAsync(Path.Combine(rig.Root, "installed")))
            .Should().Be($"--repository OWNER/stagecraft --prefix {temp} --version 1.2.3 --from a folder\n");
        (await File.ReadAllTextAsync(Path.Combine(rig.Root, "installed-with"))).Should().NotContain(ActionRig.Token)
            .And.NotContain(FakeGitHub.Token);

        ActionResult failed = await rig.PushAsync(("install", "true"));
        failed.Succeeded.Should().BeFalse("the command was moved by the first installation");
        failed.Of("error").Should().ContainSingle().Which.Should().Contain("could not be installed");
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (string file in Directory.GetFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }
    }

    /// <summary>Searches everything except the config file of the test and the state file of the sandbox.</summary>
    private static void Clean(ActionRig rig, ActionResult result)
    {
        foreach (string secret in (string[])[ActionRig.Token, FakeGitHub.Token, "END-TO-END-USER-DATA"])
        {
            rig.FilesWith(secret).Where(f => Path.GetFileName(f) != "stagecraft.yml" && Path.GetExtension(f) != ".db").Should().BeEmpty();
            rig.Arguments.Should().NotContain(secret);
            (result.Transcript + result.Summary + string.Join('\n', result.Outputs.Values)).Should().NotContain(secret);
            rig.GitHub.Comments.Should().NotContain(c => c.Body.Contains(secret));
        }
    }
}
