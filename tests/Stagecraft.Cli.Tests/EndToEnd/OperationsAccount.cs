using System.Text.RegularExpressions;
using Stagecraft.Cli.Tests.Support;
using Stagecraft.DigitalOcean;
using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Engine.Readiness;
using Stagecraft.Providers;
using Stagecraft.Testing;

namespace Stagecraft.Cli.Tests.EndToEnd;

/// <summary>The environment of docs/operations.md on the sandbox, under a virtual clock. A person confirms every command.</summary>
internal sealed partial class OperationsAccount : IHostProbe
{
    private static readonly (string Name, int Hosts)[] Roles = [("app", 3), ("db", 1), ("worker", 1)];

    private readonly World _world = new(o => o with { SshKeys = ["alice"] });
    private Func<bool>? _isStopped;

    internal OperationsAccount()
    {
        _world.Network.Before = request => Observe(request);
        Run("stagecraft infra up -e prod").ExitCode.Should().Be(0);
        Reset();
    }

    internal string File { get; set; } = OperationsRecipe.File;

    internal DigitalOceanSandbox Cloud => _world.Cloud;

    /// <summary>The number of requests that change the account.</summary>
    internal int Writes { get; private set; }

    /// <summary>The largest number of hosts of each role that had no running droplet at the same time.</summary>
    internal Dictionary<string, int> Unavailable { get; } = [];

    internal HashSet<string> Probed { get; } = [];

    /// <summary>The arguments of the last <c>ssh</c>.</summary>
    internal IReadOnlyList<string> Ssh { get; private set; } = [];

    internal void Reset()
    {
        Writes = 0;
        Unavailable.Clear();
        Probed.Clear();
    }

    /// <summary>The droplets of the roles in a fixed order, which a new name of a single host does not change.</summary>
    internal IReadOnlyList<SandboxDroplet> Hosts() => [.. Roles.SelectMany(r => OfRole(r.Name))];

    internal IReadOnlyList<SandboxDroplet> OfRole(string role) =>
        [.. Cloud.Droplets.Where(d => d.Tags.Contains($"stagecraft-role-{role}")).OrderBy(d => d.Name, StringComparer.Ordinal)];

    /// <param name="line">A line of the page.</param>
    /// <param name="isStopped">Interrupts the command as soon as it holds, at the next request; null for never.</param>
    internal CliResult Run(string line, Func<bool>? isStopped = null)
    {
        string[] words = [.. Word().Matches(line).Select(m => m.Value.Trim('\'')).TakeWhile(w => w is not ("<" or "#"))];
        if (words[0] == "doctl")
        {
            return new CliResult(0, _world.Time.Run(() => DoctlAsync(words[1..])), "");
        }

        using TestCli cli = new(File)
        {
            Time = _world.Time,
            CreateProviders = _ => Providers(),
            RunProgram = (_, arguments, _) =>
            {
                Ssh = arguments;
                return Task.FromResult<int?>(0);
            },
        };
        cli.Variables["HOME"] = cli.Folder;
        _isStopped = isStopped is null ? null : () =>
        {
            bool stops = isStopped();
            if (stops)
            {
                cli.Stop.Cancel();
            }

            return stops;
        };
        words[0].Should().Be("stagecraft");
        CliResult result = _world.Time.Run(() => cli.RunAsync([.. words[1..], .. Confirmation(words)]));
        _isStopped = null;
        return result;
    }

    public Task<HostProbeResult> ProbeAsync(HostProbeTarget target, CancellationToken cancellationToken)
    {
        Probed.Add(target.MachineName);
        return Task.FromResult(new HostProbeResult(HostProbeOutcome.Ready));
    }

    /// <summary>The options in place of a person at a terminal.</summary>
    private static string[] Confirmation(string[] words) => words switch
    {
        ["stagecraft", "infra", "up", ..] => ["--yes", "--allow-delete"],
        ["stagecraft", "infra", "rename", .., not "--dry-run"] => ["--yes"],
        _ => [],
    };

    private CloudProviderRegistry Providers()
    {
        CloudProviderRegistry registry = new();
        registry.Register(new DigitalOceanProvider(new DigitalOceanProviderOptions
        {
            GetEnvironmentVariable = name => _world.Environment.GetValueOrDefault(name),
            Handler = _world.Network,
            TimeProvider = _world.Time,
            Random = new Random(1),
            HostProbe = this,
        }));
        return registry;
    }

    private void Observe(HttpRequestMessage request)
    {
        if (_isStopped?.Invoke() == true)
        {
            _isStopped = null;
        }

        Writes += request.Method == HttpMethod.Get ? 0 : 1;
        foreach ((string role, int count) in Roles)
        {
            int missing = count - OfRole(role).Count(d => d is { Status: "active", IsDeleting: false });
            Unavailable[role] = Math.Max(missing, Unavailable.GetValueOrDefault(role));
        }
    }

    /// <summary>The effect of a command of <c>doctl</c>. An unknown one fails.</summary>
    private async Task<string> DoctlAsync(string[] words)
    {
        using HttpClient client = new(Cloud.CreateHandler()) { BaseAddress = new Uri("https://api.digitalocean.com/v2/") };
        client.DefaultRequestHeaders.Authorization = new("Bearer", World.Token);
        switch (words)
        {
            case ["compute", "ssh-key", "import", string name, "--public-key-file", _]:
                return Cloud.AddSshKey(name).Fingerprint;
            case ["compute", "droplet-action", "snapshot", string id, "--snapshot-name", string name, "--wait"]:
                using (StringContent body = new($$"""{"type":"snapshot","name":"{{name}}"}""", null, "application/json"))
                using (HttpResponseMessage response = await client.PostAsync(new Uri($"droplets/{id}/actions", UriKind.Relative), body))
                {
                    response.EnsureSuccessStatusCode();
                    await Task.Delay(TimeSpan.FromMinutes(1), _world.Time);
                    return "";
                }

            case ["compute", "snapshot", "list", "--resource", "droplet"]:
                return await client.GetStringAsync(new Uri("snapshots?resource_type=droplet", UriKind.Relative));
            default:
                throw new ArgumentException($"not known: doctl {string.Join(' ', words)}");
        }
    }

    [GeneratedRegex("(?:'[^']*'|[^'\\s])+")]
    private static partial Regex Word();
}
