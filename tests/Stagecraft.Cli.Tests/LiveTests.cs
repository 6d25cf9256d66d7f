using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Time.Testing;
using Stagecraft.Cli.Cancellation;
using Stagecraft.Cli.Context;
using Stagecraft.Cli.Terminal;
using Stagecraft.Cli.Tests.EndToEnd.Crashes;
using Stagecraft.Cli.Tests.Support;
using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Errors;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;
using Stagecraft.Sandbox;
using Stagecraft.Testing;

namespace Stagecraft.Cli.Tests;

/// <summary>The terminal during a run and after it: the whole command over the sandbox, under a virtual clock. spec/cli/output.md 4.1 to
/// 4.3.</summary>
public sealed class LiveTests
{
    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(160)]
    public void Few_hosts_have_a_line_each(int width)
    {
        using Film film = new Film(width, 24, "app-1", "app-2", "db-1");
        film.Run("infra up -e staging --yes").Should().Be(0);
        Golden.Match($"live.up.{width}.txt", film.Text(TimeSpan.FromSeconds(2)));
        film.Begin();
        film.Run("infra down -e staging --yes").Should().Be(0);
        Golden.Match($"live.down.{width}.txt", film.Text(TimeSpan.FromSeconds(2)));
    }

    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(160)]
    public void Many_hosts_are_grouped_by_role_and_state(int width)
    {
        using Film film = new Film(
            width,
            20,
            [.. Enumerable.Range(1, 24).Select(i => $"app-{i}"), .. Enumerable.Range(1, 4)
                .Select(i => $"db-{i}"), .. Enumerable.Range(1, 12).Select(i => $"worker-{i}")]);
        film.World.Cloud.Conditions = film.World.Cloud.Conditions with { BootSpread = TimeSpan.FromSeconds(20), Seed = 7 };
        film.Run("infra up -e staging --yes").Should().Be(0);
        Golden.Match($"live.many.{width}.txt", film.Text(TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public void A_run_that_fails_tells_what_exists_and_what_to_run()
    {
        using Film film = new Film(60, 24, "app-1", "app-2", "db-1");
        film.World.Cloud.Conditions = film.World.Cloud.Conditions with
        {
            Faults = [new SandboxFault { Kind = SandboxFaultKind.BootsOff, Times = 1 }],
        };
        film.Run("infra up -e staging --yes").Should().NotBe(0);
        Golden.Match("live.failed.60.txt", film.Text(TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public void A_signal_is_answered_above_the_view()
    {
        using Film film = new Film(60, 24, "app-1", "app-2", "db-1");
        film.At(TimeSpan.FromSeconds(4), () => film.Interruption.Signal());
        film.Run("infra up -e staging --yes").Should().Be(130);
        Golden.Match("live.stopped.60.txt", film.Text(TimeSpan.FromSeconds(2)));
    }

    [Fact]
    public void A_second_signal_leaves_no_view_behind()
    {
        using Film film = new Film(60, 24, "app-1", "app-2", "db-1");
        string? left = null;
        film.At(TimeSpan.FromSeconds(4), () =>
        {
            film.World.Cloud.Conditions = film.World.Cloud.Conditions with { Latency = TimeSpan.FromSeconds(20) };
            film.Interruption.Signal();
        });
        film.At(TimeSpan.FromSeconds(6), () =>
        {
            film.Operation.Leave().Should().Be(130);
            left = film.Screen.Text;
        });
        film.Run("infra up -e staging --yes").Should().Be(130);
        Golden.Match("live.left.60.txt", left!);
        film.Screen.Text.Should().Be(left, "nothing is written after it");
    }

    [Fact]
    public void What_is_waited_for_is_counted_down()
    {
        using Film film = new Film(60, 24, "app-1");
        film.Provider = new FakeProvider
        {
            Plan = Samples.Plan([Samples.App2, Samples.Db1], [Samples.Old]),
            Report = new ApplyReport([Samples.Created]),
            Applying = async (options, stop) =>
            {
                options.Progress!.Report(new HostCreating("app-2", "prod-app-2", "s-4vcpu-8gb", "nyc3"));
                options.Progress.Report(new RateLimitWait(TimeSpan.FromSeconds(5), "minute"));
                options.Progress.Report(new RetryScheduled("GET", "/v2/droplets", 2, 503, TimeSpan.FromSeconds(2)));
                await Task.Delay(TimeSpan.FromSeconds(3), film.World.Time, stop);
                options.Progress.Report(new HostCreateIndeterminate("db-1", "prod-db-1", "no answer"));
                options.Progress.Report(
                    new HostFailed(
                        "app-2", "prod-app-2", null, ErrorCodes.MachineCreateFailed, "size s-8vcpu-16gb is sold out everywhere on earth"));
                options.Progress.Report(new HostWaiting("app-1", "prod-app-1", new ResourceId("1004"), "off"));
                await Task.Delay(TimeSpan.FromSeconds(3), film.World.Time, stop);
                options.Progress.Report(new HostSkipped("old-1", "prod-old-1", "a create failed"));
                options.Progress.Report(new SettleWait(TimeSpan.FromSeconds(3.5)));
                await Task.Delay(TimeSpan.FromSeconds(4), film.World.Time, stop);
            },
        };
        film.Run("infra up -e staging --yes --allow-delete").Should().Be(0);
        Golden.Match("live.waits.60.txt", film.Text(TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void It_changes_at_most_four_times_a_second()
    {
        using Film film = new Film(60, 24, "app-1");
        film.Provider = new FakeProvider
        {
            Plan = Samples.Plan([Samples.App2]),
            Applying = async (options, stop) =>
            {
                for (int i = 0; i < 1000; i++)
                {
                    options.Progress!.Report(new HostWaiting("app-2", "prod-app-2", new ResourceId($"{i + 1}"), "new"));
                    await Task.Delay(TimeSpan.FromMilliseconds(10), film.World.Time, stop);
                }
            },
        };
        film.Run("infra up -e staging --yes");
        film.Screen.Redraws.Should().BeInRange(35, 41);
    }

    [Fact]
    public async Task Colors_say_nothing_that_the_text_does_not()
    {
        using StringWriter raw = new StringWriter();
        using TestCli cli = new TestCli { IsTerminal = true, Width = 80, Error = raw, Time = new FakeTimeProvider() };
        cli.Provider.Plan = Samples.Plan([Samples.App2, Samples.Db1], [Samples.Old]);
        await cli.RunAsync("infra up -e prod --yes --allow-delete");
        Golden.Match("live.colour.txt", raw.ToString());
    }

    [Theory]
    [InlineData("TERM", "dumb", "")]
    [InlineData("X", "1", "-q")]
    [InlineData("X", "1", "-o json")]
    [InlineData(null, "", "")]
    public async Task Elsewhere_nothing_changes_in_place(string? variable, string value, string option)
    {
        using TestCli cli = new TestCli { IsTerminal = variable is not null, Width = 60 };
        cli.Variables[variable ?? "X"] = value;
        cli.Provider.Plan = Samples.Plan([Samples.App2]);
        cli.Provider.ApplyEvents = Samples.Events;
        CliResult result = await cli.RunAsync($"infra up -e prod --yes --no-color {option}");
        (result.Out + result.Error).Should().NotContain("\u001b");
        result.Error.Contains("+ app-2: ready, droplet 2001 at 203.0.113.7\n", StringComparison.Ordinal).Should().Be(option.Length == 0);
    }

    [Fact]
    public void A_run_that_breaks_down_leaves_no_view_behind()
    {
        using Film film = new Film(60, 24, "app-1");
        film.Provider = new FakeProvider { Plan = Samples.Plan([Samples.App2]), ApplyFailure = new InvalidOperationException("broken") };
        film.Run("infra up -e staging --yes").Should().Be(1);
        film.Screen.Text.Should()
            .Contain("plus reads.\nNot compared: image, user_data.\nerror: unexpected failure: InvalidOperationException: broken\nhint: ");
    }

    /// <summary>A terminal, and what it showed when.</summary>
    private sealed class Film : IDisposable
    {
        private readonly TestCli _cli;
        private readonly LiveWriter _error;
        private readonly List<(TimeSpan At, string Text)> _frames = [];
        private readonly List<(TimeSpan At, Action Do)> _cues = [];
        private readonly int _width;
        private TimeSpan _start;

        internal Film(int width, int height, params string[] hosts)
        {
            _width = width;
            World.Yaml = World.Hosts(hosts);
            Screen = new TestScreen(width) { Changed = Shoot };
            _error = new LiveWriter(Screen);
            string section = World.Yaml.Replace("\n", "\n      ", StringComparison.Ordinal);
            _cli = new TestCli(
                $"project: {{ name: shop }}\ncloud:\n  provider: digitalocean\n  providers:\n    digitalocean:\n      {section}\n")
            {
                IsTerminal = true,
                Width = width,
                Height = height,
                Out = Screen,
                Error = _error,
                Time = World.Time,
                CreateProviders = context =>
                {
                    CloudProviderRegistry registry = new CloudProviderRegistry();
                    if (Provider is not null)
                    {
                        Provider.Context = context;
                    }

                    registry.Register(Provider ?? (ICloudProvider)World.NewProvider());
                    return registry;
                },
            };
            Interruption = new Interruption(
                _cli.Stop,
                _cli.CurrentOperation,
                _error,
                World.Time,
                _ => throw new InvalidOperationException("a second signal is unexpected"));
        }

        internal World World { get; } = new(o => o with { DropletLimit = 60 });

        internal TestScreen Screen { get; private set; }

        internal FakeProvider? Provider { get; set; }

        internal Interruption Interruption { get; }

        internal IInterruptible Operation => _cli.CurrentOperation.Operation!;

        public void Dispose()
        {
            _cli.Dispose();
            _error.Dispose();
        }

        internal void Begin()
        {
            _frames.Clear();
            Screen.Clear();
        }

        internal void At(TimeSpan time, Action act) => _cues.Add((time, act));

        internal int Run(string command)
        {
            _start = World.Time.Elapsed;
            ITimer[] timers = [.. _cues.Select(c => World.Time.CreateTimer(_ => c.Do(), null, c.At, Timeout.InfiniteTimeSpan))];
            int exitCode = World.Time.Run(async () => (await _cli.RunAsync($"{command} --no-color")).ExitCode);
            Array.ForEach(timers, t => t.Dispose());
            Screen.Widest.Should().BeLessThanOrEqualTo(_width);
            return exitCode;
        }

        /// <summary>The first screen of each span of time, and the last of all.</summary>
        internal string Text(TimeSpan every)
        {
            StringBuilder all = new StringBuilder();
            long? span = null;
            foreach ((TimeSpan at, string text) in _frames.Append(_frames[^1] with { At = TimeSpan.MaxValue }))
            {
                if (span != at.Ticks / every.Ticks)
                {
                    span = at.Ticks / every.Ticks;
                    string time = at == TimeSpan.MaxValue
                        ? "the end"
                        : string.Create(CultureInfo.InvariantCulture, $"{at.TotalSeconds:0.00}s");
                    all.Append(CultureInfo.InvariantCulture, $"===== {time}\n{text}\n");
                }
            }

            return all.ToString();
        }

        // What came before the view is always the same.
        private void Shoot()
        {
            string text = Screen.Text;
            Match plan = Regex.Match(text, @"plus reads\.\n(Not compared: .*\n)?");
            if (plan.Success)
            {
                _frames.Add((World.Time.Elapsed - _start, text[(plan.Index + plan.Length)..]));
            }
        }
    }
}
