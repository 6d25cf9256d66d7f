using System.Text;
using Stagecraft.Cli.Tests.Support;
using Stagecraft.DigitalOcean;
using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Providers;
using Stagecraft.Testing;

namespace Stagecraft.Cli.Tests;

/// <summary>What each command that changes nothing shows, in each of its outputs, on terminals of 60, 80 and 160 columns and without one: a
/// file a command, in which equal outputs are listed once. The runs of <c>up</c> and <c>down</c> are in <see cref="LiveTests"/>.</summary>
public sealed class ScreenTests : IDisposable
{
    private const string Token = "dop_v1_5ecre7";

    private const string Config = """
        project: { name: shop }
        cloud:
          provider: digitalocean
          providers:
            digitalocean:
              token_env: DO_TOKEN
              ssh_key_name: my-ssh-key
              default_region: nyc1
              default_size: s-1vcpu-1gb
              hosts:
                prod:
                  app-1: { role: app }
                  app-2: { role: app, size: s-2vcpu-4gb }
                  db-1: { role: db, protected: true }
                  a-host-with-quite-a-long-name-1: { role: gateway }
                staging: {}
        """;

    private readonly VirtualTimeProvider _time = new();
    private readonly DigitalOceanSandbox _cloud;
    private readonly TestCli _cli = new(Config);

    public ScreenTests()
    {
        _cloud = DigitalOceanSandbox.Create(new SandboxOptions { TimeProvider = _time, Boot = TimeSpan.Zero, Token = Token });
        Ours("prod-app-1");
        Ours("prod-app-2");
        Ours("prod-db-1");
        Ours("prod-old-1", "stagecraft-protected");
        Ours("prod-old-2");
        _cloud.CreateDroplet("test-web-1", ["stagecraft", "stagecraft-env-test", "stagecraft-role-web"], "fra1");
        _cloud.CreateDroplet("by-hand", [], "nyc1");
        _cli.Time = _time;
        _cli.Variables["DO_TOKEN"] = Token;
        _cli.Variables["NO_COLOR"] = "1";
        _cli.CreateProviders = context =>
        {
            CloudProviderRegistry registry = new CloudProviderRegistry();
            registry.Register(new DigitalOceanProvider(new DigitalOceanProviderOptions
            {
                GetEnvironmentVariable = context.GetEnvironmentVariable,
                Handler = _cloud.CreateHandler(),
                TimeProvider = _time,
            }));
            return registry;
        };
    }

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("validate")]
    [InlineData("validate -o json")]
    [InlineData("infra plan -e prod")]
    [InlineData("infra plan -e prod -q")]
    [InlineData("infra plan -e prod -o json")]
    [InlineData("infra plan -e prod -o markdown")]
    [InlineData("infra plan -e prod --replace app-2 --target app-2")]
    [InlineData("infra plan -e nowhere")]
    [InlineData("infra up -e prod --dry-run")]
    [InlineData("infra up -e prod --yes")]
    [InlineData("infra down -e prod --dry-run")]
    [InlineData("infra hosts -e prod")]
    [InlineData("infra hosts -e prod -o json")]
    [InlineData("infra hosts -e prod -o ansible")]
    [InlineData("infra hosts -e prod -o ssh-config")]
    [InlineData("infra hosts -e prod -o env")]
    [InlineData("infra hosts -e prod -o kamal")]
    [InlineData("infra hosts -e prod -o prometheus")]
    [InlineData("infra hosts --all")]
    [InlineData("infra hosts --all -o json")]
    [InlineData("infra adopt by-hand --as a-host-with-quite-a-long-name-1 -e prod --dry-run")]
    [InlineData("infra adopt by-hand --as a-host-with-quite-a-long-name-1 -e prod --dry-run -o json")]
    [InlineData("infra forget app-1 -e prod --dry-run")]
    [InlineData("infra rename old-2 a-host-with-quite-a-long-name-1 -e prod --dry-run")]
    [InlineData("infra unprotect old-1 -e prod --dry-run")]
    [InlineData("infra reserve db-1 -e prod --dry-run")]
    [InlineData("doctor")]
    [InlineData("doctor -o json")]
    public void It_is_what_is_pinned(string commandLine)
    {
        int before = _cloud.Requests.Count(r => r.Method != "GET");
        (string Where, string Seen)[] screens =
        [
            .. ((int?[])[60, 80, 160, null]).Select(width => (width is null ? "no terminal" : $"{width} columns", Run(commandLine, width))),
        ];

        StringBuilder text = new StringBuilder($"$ stagecraft {commandLine}\n");
        foreach (IGrouping<string, (string Where, string Seen)> same in screens.GroupBy(s => s.Seen, StringComparer.Ordinal))
        {
            text.Append("\n== ").AppendJoin(", ", same.Select(s => s.Where)).Append('\n').Append(same.Key);
        }

        Golden.Match(
            "screen." + commandLine.Replace(" --", " ", StringComparison.Ordinal).Replace(" -", " ", StringComparison.Ordinal)
                .Replace(' ', '.') + ".txt",
            text.ToString());
        _cloud.Requests.Count(r => r.Method != "GET").Should().Be(before, "it changes nothing");
    }

    private string Run(string commandLine, int? width)
    {
        (_cli.IsTerminal, _cli.Width) = (width is not null, width);
        CliResult result = _time.Run(async () =>
        {
            // Each finds the limits as they are at first.
            await Task.Delay(TimeSpan.FromHours(2), _time);
            return await _cli.RunAsync(commandLine);
        });
        string error = result.Error.Length == 0 ? "" : $"-- stderr\n{result.Error}";
        return $"{result.Out}{error}-- exit {result.ExitCode}\n";
    }

    private void Ours(string name, params string[] more) =>
        _cloud.CreateDroplet(
            name,
            ["stagecraft", "stagecraft-env-prod", "stagecraft-project-shop", $"stagecraft-role-{name.Split('-')[1]}", .. more],
            "nyc1");
}
