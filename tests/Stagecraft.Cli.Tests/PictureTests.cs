using Stagecraft.Cli.Terminal;
using Stagecraft.Cli.Tests.Support;
using Stagecraft.Providers;
using Stagecraft.Testing;

namespace Stagecraft.Cli.Tests;

/// <summary>The pictures of the documentation are output of the command over the sandbox, under a virtual clock. <c>eng/pictures.cs</c>
/// updates them.</summary>
public sealed class PictureTests
{
    private const int Columns = 80;

    private const string ThreeHosts = """
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
                prod: { app: { count: 3, role: app } }
        """;

    [Fact]
    public void The_recording_of_up_is_up_to_date() =>
        Golden.Match(Picture("up"), Record("stagecraft infra up", ReadmeFile, "infra up -e staging --yes", speed: 2, earlier: null));

    [Fact]
    public void The_recording_of_a_rolling_replacement_is_up_to_date() => Golden.Match(
        Picture("replace"),
        Record(
            "stagecraft infra up --replace role:app",
            ThreeHosts,
            "infra up -e prod --replace role:app --yes --allow-delete",
            speed: 6,
            earlier: "infra up -e prod --yes"));

    /// <summary>The README shows a file and the plan of this file.</summary>
    [Fact]
    public void The_plan_of_the_readme_is_the_plan_of_its_file()
    {
        string[] parts = Repository.Read("README.md").ReplaceLineEndings("\n").Split("```text\n");
        World world = new();

        using TestCli cli = NewCli(world, ReadmeFile);
        CliResult result = world.Time.Run(() => cli.RunAsync("infra plan -e staging"));

        result.Out.Should().Be(parts[1].Split("```")[0]);
    }

    private static string ReadmeFile => Repository.Read("README.md").ReplaceLineEndings("\n").Split("```yaml\n")[1].Split("```")[0];

    private static string Picture(string name) => Path.Combine("..", "..", "..", "docs", $"{name}.svg");

    /// <param name="title">The alternative text.</param>
    /// <param name="config">The config file.</param>
    /// <param name="command">The recorded command.</param>
    /// <param name="speed">How many seconds of the run are one second of the recording.</param>
    /// <param name="earlier">A command that is run before, or null.</param>
    private static string Record(string title, string config, string command, double speed, string? earlier)
    {
        World world = new();
        if (earlier is not null)
        {
            using TestCli before = NewCli(world, config);
            world.Time.Run(async () => (await before.RunAsync(earlier)).ExitCode).Should().Be(0);
        }

        TimeSpan start = world.Time.Elapsed;
        SvgRecording recording = new(title, Columns);
        TestScreen screen = new(Columns);
        string prompt = $"$ stagecraft {command}\n";
        recording.Add(0, prompt);
        screen.Changed = () => recording.Add(1 + ((world.Time.Elapsed - start).TotalSeconds / speed), $"{prompt}{screen.Text}");
        using LiveWriter error = new(screen);
        using TestCli cli = NewCli(world, config);
        cli.IsTerminal = true;
        cli.Width = Columns;
        cli.Height = 30;
        cli.Out = screen;
        cli.Error = error;
        world.Time.Run(async () => (await cli.RunAsync($"{command} --no-color")).ExitCode).Should().Be(0);
        return recording.ToSvg();
    }

    private static TestCli NewCli(World world, string config) => new(config)
    {
        Time = world.Time,
        CreateProviders = _ =>
        {
            CloudProviderRegistry registry = new();
            registry.Register(world.NewProvider());
            return registry;
        },
    };
}
