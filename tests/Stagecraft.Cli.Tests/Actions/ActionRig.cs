using System.Diagnostics;
using System.Text.Json.Nodes;
using Stagecraft.Cli.Tests.EndToEnd;
using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Testing;

namespace Stagecraft.Cli.Tests.Actions;

/// <summary>
/// A repository with a workflow that uses the action: a checkout, a sandbox and a fake GitHub API on loopback, and the artifacts of one
/// workflow run. Each program that the scripts start logs its arguments.
/// </summary>
internal sealed class ActionRig : IAsyncDisposable
{
    internal const string Token = "dop_v1_action&test%secret";

    private static readonly string[] Programs =
        ["cat", "cp", "curl", "grep", "jq", "mkdir", "mkfifo", "mv", "od", "rm", "sha256sum", "sleep", "tail", "tee", "tr"];

    private static readonly string[] System = ["/usr/local/bin", "/usr/bin", "/bin"];

    private readonly string _root = Directory.CreateTempSubdirectory("stagecraft-").FullName;
    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal);

    private ActionRig(DigitalOceanSandbox cloud, FakeGitHub github)
    {
        Cloud = cloud;
        GitHub = github;
    }

    internal DigitalOceanSandbox Cloud { get; }

    internal FakeGitHub GitHub { get; }

    internal string Workspace => Path.Combine(_root, "workspace");

    /// <summary>The directory with all files of the run.</summary>
    internal string Root => _root;

    internal string Artifacts => Path.Combine(_root, "artifacts");

    /// <summary>The programs that were started and their arguments, one per line.</summary>
    internal string Arguments => File.ReadAllText(Path.Combine(_root, "arguments"));

    /// <summary>The names of the programs that the scripts started.</summary>
    internal IEnumerable<string> Started => Arguments.Split('\n').Select(a => a.Split(' ')[0]);

    /// <summary>Additional variables of the job.</summary>
    internal Dictionary<string, string> Variables => _variables;

    internal ActionFile Action { get; set; } = ActionFile.Load();

    internal string ActionPath { get; set; } = Repository.Root;

    /// <summary>The reference after the <c>@</c> in <c>uses</c>.</summary>
    internal string ActionRef { get; set; } = "v0";

    /// <summary>The payload of an event without a pull request.</summary>
    internal JsonObject? Event { get; set; }

    /// <summary>Starts the servers. Skips the test if a program that the action needs is not installed.</summary>
    internal static async Task<ActionRig> StartAsync(params IEnumerable<string> hosts)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the scripts require bash");
        foreach (string program in (string[])["bash", .. Programs])
        {
            Assert.SkipWhen(Find(program) is null, $"not installed: {program}");
        }

        TimeSpan duration = TimeSpan.FromMilliseconds(100);
        SandboxOptions options = new() { Boot = duration, Destroy = duration, Token = Token, DropletLimit = 1000 };
        ActionRig rig = new ActionRig(await DigitalOceanSandbox.StartAsync(options, CancellationToken.None), await FakeGitHub.StartAsync());
        Directory.CreateDirectory(rig.Workspace);
        Directory.CreateDirectory(Path.Combine(rig._root, "temp"));
        await File.WriteAllTextAsync(Path.Combine(rig._root, "arguments"), "");
        foreach (string program in Programs)
        {
            rig.AddProgram(program, Find(program)!);
        }

        ProcessStartInfo command = CommandFile.With("");
        rig.AddProgram("stagecraft", $"\"{Find(command.FileName) ?? command.FileName}\" {command.Arguments}".TrimEnd());
        rig.Write(RealCommand.Config(hosts));
        return rig;
    }

    internal void Write(string config, string file = "stagecraft.yml")
    {
        string path = Path.Combine(Workspace, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, config);
    }

    /// <summary>Adds a program to the PATH that logs its arguments and executes another one.</summary>
    internal void AddProgram(string name, string target)
    {
        string file = Path.Combine(Directory.CreateDirectory(Path.Combine(_root, "bin")).FullName, name);
        File.WriteAllText(file, $"""
            #!/bin/bash
            printf -v line '%s ' {name} "$@"
            printf '%s\n' "$line" >> "{_root}/arguments"
            exec {target} "$@"

            """);
        if (OperatingSystem.IsWindows())
        {
            throw new PlatformNotSupportedException();
        }

        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>Runs a job for a pull request; for a fork it has no secrets.</summary>
    internal Task<ActionResult> PullRequestAsync(bool fromFork, params (string Input, string Value)[] with) =>
        RunAsync("pull_request", fromFork ? "stranger/hosts" : "shop/hosts", fromFork ? "" : Token, with);

    internal Task<ActionResult> PullRequestAsync(params (string Input, string Value)[] with) => PullRequestAsync(false, with);

    internal Task<ActionResult> PushAsync(params (string Input, string Value)[] with) => RunAsync("push", null, Token, with);

    internal async Task<ActionResult> RunAsync(string eventName, string? head, string token, params (string Input, string Value)[] with)
    {
        // Each job runs on its own runner: only artifacts are passed on.
        string temp = Path.Combine(_root, "temp");
        Directory.Delete(temp, recursive: true);
        Directory.CreateDirectory(temp);
        string eventFile = Path.Combine(_root, "event.json");
        JsonObject payload = head is null ? Event ?? [] : new JsonObject
        {
            ["pull_request"] = new JsonObject
            {
                ["number"] = 7,
                ["head"] = new JsonObject { ["sha"] = new string('c', 40), ["repo"] = new JsonObject { ["full_name"] = head } },
            },
        };
        await File.WriteAllTextAsync(eventFile, payload.ToJsonString());
        ActionRunner runner = new ActionRunner(Action, _root)
        {
            Workspace = Workspace,
            Variables = VariablesOf(eventName, eventFile, temp),
            GitHub = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["token"] = FakeGitHub.Token,
                ["action_repository"] = "OWNER/stagecraft",
                ["action_ref"] = ActionRef,
            },
        };
        Dictionary<string, string> inputs = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["install"] = "false",
            ["environment"] = "staging",
            ["token"] = token,
        };
        foreach ((string input, string value) in with)
        {
            inputs[input] = value;
        }

        return await runner.RunAsync(inputs);
    }

    private Dictionary<string, string> VariablesOf(string eventName, string eventFile, string temp)
    {
        Dictionary<string, string> variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PATH"] = string.Join(':', [Path.Combine(_root, "bin"), .. System]),
            ["HOME"] = _root,
            ["GITHUB_ACTIONS"] = "true",
            ["GITHUB_ACTION_PATH"] = ActionPath,
            ["GITHUB_ACTION_REPOSITORY"] = "", // It is empty in the scripts of a composite action.
            ["GITHUB_API_URL"] = GitHub.Address,
            ["GITHUB_EVENT_NAME"] = eventName,
            ["GITHUB_EVENT_PATH"] = eventFile,
            ["GITHUB_REPOSITORY"] = "shop/hosts",
            ["GITHUB_RUN_ID"] = "4242",
            ["GITHUB_SERVER_URL"] = "https://github.com",
            ["GITHUB_SHA"] = new string('d', 40),
            ["GITHUB_WORKSPACE"] = Workspace,
            ["RUNNER_TEMP"] = temp,
            ["DIGITALOCEAN_API_URL"] = Cloud.Address!.ToString(),
            ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
            ["STAGECRAFT_ACTION_WAIT"] = "0",
        };
        if (Environment.GetEnvironmentVariable("DOTNET_ROOT") is { } dotnet)
        {
            variables["DOTNET_ROOT"] = dotnet;
        }

        foreach ((string name, string value) in _variables)
        {
            variables[name] = value;
        }

        return variables;
    }

    /// <summary>The files of the run that contain a text.</summary>
    internal string[] FilesWith(string text) =>
    [
        .. Directory.EnumerateFiles(_root, "*", SearchOption.AllDirectories)
            .Where(f => File.ReadAllText(f).Contains(text, StringComparison.Ordinal))
            .Select(f => Path.GetRelativePath(_root, f)),
    ];

    public async ValueTask DisposeAsync()
    {
        await Cloud.DisposeAsync();
        await GitHub.DisposeAsync();
        Directory.Delete(_root, recursive: true);
    }

    private static string? Find(string program) =>
        Path.IsPathRooted(program) ? program
            : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Concat(System)
                .Select(p => Path.Combine(p, program)).FirstOrDefault(File.Exists);
}
