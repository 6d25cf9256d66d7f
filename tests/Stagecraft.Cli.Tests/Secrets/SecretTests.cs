using System.CommandLine;
using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Commands;
using Stagecraft.Cli.Tests.Support;
using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Sandbox;

namespace Stagecraft.Cli.Tests.Secrets;

/// <summary>spec/cli/infra.md 8: token and user_data are printed nowhere, by no command, in no form, even after failures.</summary>
public sealed class SecretTests
{
    private static readonly string[] Scopes = ["* *", "POST *", "DELETE *", "GET /v2/droplets*", "GET /v2/account*"];

    private static readonly string[][] Modes = [[], ["-o", "json"], ["-q"], ["--no-color"]];

    /// <summary>What each command needs to do all it can. One that is missing here is not tested: then every test fails.</summary>
    private static readonly Dictionary<string, string[]> Arguments = new()
    {
        ["validate"] = [],
        ["infra plan"] = ["-e", "staging"],
        ["infra up"] = ["-e", "staging", "--yes", "--allow-delete"],
        ["infra down"] = ["-e", "staging", "--yes"],
        ["infra hosts"] = ["-e", "staging"],
        ["infra adopt"] = ["by-hand-1", "--as", "app-1", "-e", "staging", "--yes"],
        ["infra forget"] = ["old-1", "-e", "staging", "--yes"],
        ["infra rename"] = ["old-1", "app-1", "-e", "staging", "--yes"],
        ["infra unprotect"] = ["old-2", "-e", "staging", "--yes"],
        ["infra reserve"] = ["app-1", "-e", "staging", "--yes"],
        ["infra ssh"] = ["old-1", "-e", "staging"],
        ["sandbox"] = [],
        ["init"] =
        [
            "-c", "/nowhere/stagecraft.yml", "-e", "staging", "--project", "shop", "--key", "my-ssh-key", "--region", "nyc1", "--size",
            "s-1vcpu-1gb", "--host", "app=1", "--cloud", "digitalocean",
        ],
        ["doctor"] = [],
        ["schema"] = [],
        ["completions"] = ["bash"],
        ["help"] = ["infra", "up"],
        ["version"] = [],
        ["complete"] = ["--", "infra", "hosts", "-e", "."],
    };

    public static TheoryData<SandboxFaultKind> Kinds =>
        [.. Enum.GetValues<SandboxFaultKind>().Where(k => k < SandboxFaultKind.OmitTags)]; // the others are of EC2

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Whatever_goes_wrong(SandboxFaultKind kind)
    {
        int turn = (int)kind;
        foreach ((string[] command, string[] arguments) in Commands())
        {
            foreach (string[] mode in Modes)
            {
                foreach (string[] verbose in mode is ["-q"] ? (string[][])[[]] : [[], ["-v"]])
                {
                    // Scopes, and once or often, take turns over all of these; Echo meets every scope.
                    string[] scopes = kind == SandboxFaultKind.Echo && command is ["infra", ..] ? Scopes : [Scopes[turn++ % Scopes.Length]];
                    foreach (string scope in scopes)
                    {
                        NothingIsFound(
                            [.. command, .. arguments, .. mode, .. verbose],
                            color: mode.Length == 0,
                            kind,
                            scope,
                            times: turn % 2 == 0 ? 12 : 1);
                    }
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Whatever_goes_wrong_in_the_sandbox_of_the_command(SandboxFaultKind kind) =>
        NothingIsFound(["infra", "up", "-e", "staging", "--yes", "--sandbox", "-v"], color: false, kind, "POST *", times: 1);

    [Fact]
    public void Help_version_and_mistakes()
    {
        foreach ((string[] command, _) in Commands())
        {
            foreach (string[] rest in (string[][])
            [
                ["--help"], ["--version"], ["--nonsense"], ["nonsense"], ["-o", "xml"], ["-q", "-v"], ["-e"], ["-c", "missing.yml"],
                ["-e", "nowhere"],
            ])
            {
                // At a terminal, init asks for the cloud.
                string[] all = [.. command, .. command is ["init"] ? (string[])["--cloud", "digitalocean"] : [], .. rest];
                NothingIsFound(all, color: true, SandboxFaultKind.Echo, "* *", times: null);
                NothingIsFound([.. all, "-o", "json"], color: false, SandboxFaultKind.Echo, "* *", times: null);
            }
        }
    }

    [Fact]
    public void What_is_searched_is_not_empty()
    {
        using SecretRig rig = new SecretRig([new SandboxFault { Kind = SandboxFaultKind.Echo, On = "POST *" }]);
        rig.Run(["infra", "up", "-e", "staging", "--yes", "--allow-delete", "-v"], color: false, out CliResult result).Should().BeEmpty();
        result.Error.Should().Contain("Cannot process").And.Contain("***");
        rig.Requests.Should().Contain(r => r.Fault == SandboxFaultKind.Echo);
    }

    [Fact]
    public void A_mark_is_found_in_every_form()
    {
        Mark mark = SecretRig.TokenMark;
        byte[] Bytes(string lead) => System.Text.Encoding.UTF8.GetBytes($"{lead}{mark}!?");
        string[] texts =
        [
            $"a{mark}b", Convert.ToHexStringLower(Bytes("")), .. ((string[])["", "a", "ab"])
                .Select(lead => Convert.ToBase64String(Bytes(lead))),
            string.Concat(mark.ToString().Select(c => $"\\u{(int)c:x4}")), string.Concat(mark.ToString().Select(c => $"%{(int)c:X2}")),
        ];
        texts.Should().OnlyContain(text => mark.FoundIn(text) != null);
        texts.SelectMany(text => SecretRig.Found(("text", text))).Should().HaveCount(texts.Length);
        mark.FoundIn("something else").Should().BeNull();
    }

    private static void NothingIsFound(string[] args, bool color, SandboxFaultKind kind, string scope, int? times)
    {
        bool isOfDroplets = kind is SandboxFaultKind.StuckNew or SandboxFaultKind.BootsOff or SandboxFaultKind.Vanishes;
        using SecretRig rig = new SecretRig(
            [isOfDroplets ? new SandboxFault { Kind = kind, Times = times } : new SandboxFault { Kind = kind, On = scope, Times = times }]);
        rig.Run(args, color, out CliResult result).Should()
            .BeEmpty($"of 'stagecraft {string.Join(' ', args)}' under {kind} on {scope}, exit {result.ExitCode}");
    }

    /// <summary>Every command by every name, from the tree itself.</summary>
    private static IEnumerable<(string[] Command, string[] Arguments)> Commands()
    {
        return Below(StagecraftCommand.Create(new Invocation(_ => throw new InvalidOperationException())), [], "");

        static IEnumerable<(string[], string[])> Below(Command command, string[] path, string name) => command.Subcommands.Count == 0
            ? [(path, Arguments[name])]
            : command.Subcommands.Where(c => c is not DocumentedCommand { IsShortForm: true }).SelectMany(
                c => c.Aliases.Prepend(c.Name).SelectMany(word => Below(c, [.. path, word], $"{name} {c.Name}".Trim())));
    }
}
