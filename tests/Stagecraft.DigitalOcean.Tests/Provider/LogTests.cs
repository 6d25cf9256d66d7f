using System.Reflection;
using Microsoft.Extensions.Logging;
using Stagecraft.DigitalOcean.Api;
using Stagecraft.Engine.Telemetry;
using Stagecraft.Events;
using Stagecraft.Plans;

namespace Stagecraft.DigitalOcean.Tests.Provider;

/// <summary>Spec digitalocean.md 15.7: the log.</summary>
public sealed class LogTests
{
    [Fact]
    public void The_lines_are_those_of_the_specification()
    {
        string[] written = [.. typeof(LogMessages).GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Where(m => m.DeclaringType == typeof(LogMessages))
            .Select(m =>
            {
                LoggerMessageAttribute line = m.GetCustomAttribute<LoggerMessageAttribute>()!;
                string values = string.Join(", ", m.GetParameters().Skip(1).Select(p => char.ToUpperInvariant(p.Name![0]) + p.Name[1..]));
                return $"| {line.EventId} | `{m.Name}` | {line.Level} | {values} |";
            })
            .Order(StringComparer.Ordinal)];

        string spec = File.ReadAllText(Repository.PathTo("spec/providers/cloud/digitalocean.md"));

        written.Should().HaveCountGreaterThan(20)
            .And.Equal(spec.Split('\n').Where(l => l.StartsWith("| 1", StringComparison.Ordinal) && l.Contains('`')));
    }

    [Fact]
    public void A_run_logs_its_plan_its_hosts_and_its_end_with_their_values()
    {
        LogLines log = new LogLines { Level = LogLevel.Information };
        World world = new() { Log = log, Yaml = World.Hosts("app-1") };
        world.Ours("old-1");
        world.Time.Run(() => Task.Delay(TimeSpan.FromMinutes(1), world.Time));

        world.Up();

        log.All.Should().OnlyContain(l => l.Category == StagecraftTelemetry.LogCategory);
        log.All.Select(l => (l.Id, l.Name)).Distinct().Should().Equal(
            (1001, "PlanMade"), (1002, "ApplyStarted"), (1101, "HostCreating"), (1104, "HostReady"), (1105, "HostDeleting"),
            (1106, "HostDeleted"), (1203, "SettleWait"),
            (1003, "ApplyFinished"));
        LogLine plan = log.All[0];
        (plan["Environment"], plan["Project"], plan["Create"], plan["Delete"], plan["Unchanged"]).Should().Be(("staging", "shop", 1, 1, 0));
        plan.Text.Should().Be("plan for staging of shop: 1 to create, 1 to delete, 0 to update, 0 drifted, 0 unchanged");
        log.All.Single(l => l.Name == "HostReady").Text.Should().StartWith("staging-app-1 (").And.Contain(": ready, ");
        log.All[^1]["Created"].Should().Be(1);
    }

    [Fact]
    public void Each_attempt_is_a_line_at_debug()
    {
        LogLines log = new LogLines();
        World world = new() { Log = log };
        world.Network.Choose = (_, number) => number switch
        {
            2 => Fault.Error500Before,
            4 => Fault.ResetBefore,
            _ => Fault.None,
        };

        world.Up();

        LogLine[] requests = [.. log.All.Where(l => l.Id is 1301 or 1302)];
        requests.Should().HaveCount(world.Network.Sent.Count).And.OnlyContain(l => l.Level == LogLevel.Debug);
        requests.Single(l => l.Id == 1302)["ErrorType"].Should().Be(nameof(HttpRequestException));
        LogLine create = requests.First(l => Equals(l["Method"], "POST"));
        (create["Path"], create["Status"]).Should().Be(("/v2/droplets", 202));
        create["RequestId"].Should().BeOfType<string>().Which.Should().NotBeEmpty();
        create["Milliseconds"].Should().Be(50L);
        log.All.Where(l => l.Name == "RetryScheduled").Should().HaveCount(2).And.OnlyContain(l => l.Level == LogLevel.Warning);
    }

    [Fact]
    public void A_failed_and_a_canceled_apply_are_logged()
    {
        LogLines log = new LogLines { Level = LogLevel.Error };
        World world = new() { Log = log };
        InfraPlan plan = world.Plan();
        world.Network.Choose = (request, _) => request.Method == HttpMethod.Post ? Fault.Forbidden : Fault.None;

        FluentActions.Invoking(() => world.Apply(plan)).Should().Throw<Exception>();
        FluentActions.Invoking(() => world.Apply(plan, new CancellationToken(canceled: true))).Should().Throw<OperationCanceledException>();

        log.All.Where(l => l.Name == "ApplyFailed").Select(l => (l["Code"], l["Failed"]))
            .Should().Equal(("forbidden", 3), ("cancelled", 0));
        log.All.Where(l => l.Name == "HostFailed").Should().HaveCount(3);
    }

    [Fact]
    public void A_logger_that_throws_does_not_end_a_run()
    {
        World world = new();
        using DigitalOceanProvider provider = new(new DigitalOceanProviderOptions
        {
            GetEnvironmentVariable = _ => World.Token,
            Handler = world.Network,
            TimeProvider = world.Time,
            LoggerFactory = new Thrower(),
        });

        world.Time.Run(() => world.UpAsync(provider)).Succeeded.Should().BeTrue();
    }

    [Fact]
    public void A_line_is_one_line_whatever_the_names_in_it()
    {
        LogLines log = new LogLines();
        World world = new() { Log = log, Yaml = World.Hosts("app-1") };
        InfraPlan plan = world.Plan();
        HostDeletion odd = new()
        {
            Name = "old-1",
            MachineName = "staging-old-1\nfail: forged\u001b[2J\u202e",
            Role = "old",
            Size = "s-1vcpu-1gb",
            Region = "nyc1",
            Id = new("77"),
            Reason = DeleteReason.Undeclared,
        };

        world.Network.Choose = (request, _) => request.Method == HttpMethod.Post ? Fault.Forbidden : Fault.None;
        FluentActions.Invoking(() => world.Apply(plan with { Changes = [.. plan.Changes, HostChange.Delete(odd)] }))
            .Should().Throw<Exception>();
        FluentActions.Invoking(() => world.Apply(plan with { Environment = "staging\nfail: forged", Project = "shop\r\nfail: forged" }))
            .Should().Throw<Exception>();

        log.All.Should().Contain(l => l.Text.Contains("staging-old-1 fail: forged"))
            .And.Contain(l => l.Name == "ApplyFailed" && l.Text.Contains("staging fail: forged"));
        log.All.Should().NotContain(l => l.Everything.Any(c => char.IsControl(c) || c == '\u202e'));
    }

    [Fact]
    public void Neither_token_nor_user_data_is_in_any_line()
    {
        LogLines log = new LogLines();
        World world = new()
        {
            Log = log,
            Yaml = World.Hosts("app-1") + "\n    app-2: { role: app, user_data: \"#!/bin/sh\\necho secret-of-the-boot\" }",
        };
        InfraPlan plan = world.Plan();
        world.Network.Choose =
            (request, number) => request.Method == HttpMethod.Post ? Fault.Echo : number == 3 ? Fault.ResetBefore : Fault.None;

        FluentActions.Invoking(() => world.Apply(plan)).Should().Throw<Exception>();

        log.All.Should().HaveCountGreaterThan(10);
        log.All.Should().NotContain(l => l.Everything.Contains(World.Token) || l.Everything.Contains("secret-of-the-boot"));
        log.All.Should().Contain(l => l.Name == "HostFailed" && l.Text.Contains("***"));
    }

    private sealed class Thrower : ILoggerFactory, ILogger
    {
        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public ILogger CreateLogger(string categoryName) => this;

        public void Dispose()
        {
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => throw new InvalidOperationException();

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            throw new InvalidOperationException();
    }
}
