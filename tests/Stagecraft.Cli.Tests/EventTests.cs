using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Stagecraft.Cli.Cancellation;
using Stagecraft.Cli.Cloud;
using Stagecraft.Cli.Flow;
using Stagecraft.Cli.Rendering;
using Stagecraft.Cli.Rendering.Live;
using Stagecraft.Cli.Terminal;
using Stagecraft.Cli.Tests.Support;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Testing;

namespace Stagecraft.Cli.Tests;

/// <summary>Every consumer of events handles every event type. spec/cli/output.md, 3 and 4.1; spec/providers/cloud/interface.md,
/// 6.</summary>
public sealed class EventTests
{
    private const string Secret = "s3cr3t-t0ken";

    private static readonly HostCreating Creating = new("app-2", "prod-app-2", "s", "r");

    public static TheoryData<string> Types { get; } =
        [.. typeof(InfraEvent).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(InfraEvent)) && !t.IsAbstract).Select(t => t.Name)
            .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Types))]
    public void Every_consumer_handles_every_event_type(string type)
    {
        InfraEvent happened = Sample(type);
        bool isOfResource = happened is HostEvent or ResourceEvent;

        JsonMembers(happened)
            .Should()
            .BeEquivalentTo(
                ["type", "sequence", "elapsed_ms", .. Members(happened).Select(JsonNameOf)], "the JSON stream has every member");
        TextOf(happened).Should().NotBeEmpty("the text output has a line");
        (LiveNote.Of(happened, TimeProvider.System) is not null)
            .Should()
            .Be(!isOfResource, "the live view shows a wait of the run as a note");
        LiveRow row = new LiveRow("+", "app-2", "app", LiveStage.Queued);
        (row.Next(happened, "droplet", isSandbox: false) != row)
            .Should()
            .Be(isOfResource, "the live view shows an event of a host or another resource in its row");
        RunTrace before = RunTrace.Of(Samples.Full());
        before = happened is HostCreating ? before : before.With(Creating);
        (before.With(happened) != before).Should().Be(isOfResource, "an interrupted run reports what it knows");
        ProviderLogs.Of(happened).Should().ContainSingle("the provider logs every event");
        FreeTextOf(ApplyRun.Redacted(happened, Secrets())).Should()
            .NotContain(t => t.Contains(Secret, StringComparison.Ordinal), "no secret is shown");
    }

    /// <summary>spec/cli/output.md, 4.1.1: a host that is probed is not done.</summary>
    [Theory]
    [InlineData(false, "  + app-2  ready   0s  203.0.113.7", "1 of 1 done")]
    [InlineData(true, "  + app-2  waiting for SSH   0s  203.0.113.7", "0 of 1 done")]
    public void The_live_view_shows_the_wait_for_readiness(bool isProbed, string line, string sums)
    {
        LiveModel model = new LiveModel(Samples.Plan([Samples.App2]), new FakeTimeProvider());
        ResourceId id = new ResourceId("2001");
        model.On(Creating);
        model.On(new HostReady("app-2", "prod-app-2", id, "203.0.113.7", null));
        if (isProbed)
        {
            model.On(new HostProbing("app-2", "prod-app-2", id, "ssh"));
        }

        TextOf(model).Should().StartWith($"\n{line}\n").And.Contain(sums);
        model.On(new HostReachable("app-2", "prod-app-2", id, "ssh"));
        TextOf(model).Should().StartWith("\n  + app-2  SSH responds   0s  203.0.113.7\n").And.Contain("1 of 1 done");
    }

    [Fact]
    public void The_live_view_has_a_row_for_a_host_that_is_only_updated()
    {
        FakeTimeProvider clock = new FakeTimeProvider();
        ResourceId id = new ResourceId("9");
        LiveModel model = new LiveModel(Samples.Plan() with { Changes = [PlanRows.Protect("db-9", "legacy", id)] }, clock);
        TextOf(model).Should().StartWith("\n  ! db-9  queued       \n").And.Contain("0 of 1 done");
        model.On(new HostUpdating("db-9", "legacy", id));
        clock.Advance(TimeSpan.FromSeconds(3));
        TextOf(model).Should().StartWith("\n  ! db-9  updating   3s  droplet 9\n").And.Contain("0 of 1 done");
        model.On(new HostUpdated("db-9", "legacy", id));
        TextOf(model).Should().StartWith("\n  ! db-9  updated   3s  droplet 9\n").And.Contain("1 of 1 done");
        model.TimeOf(new HostOutcome("db-9", "legacy", OutcomeKind.Updated, id)).Should().Be(TimeSpan.FromSeconds(3));
    }

    /// <summary>spec/cli/output.md, 4.1.1 and 4.2: the machine of a surge has the line of its host.</summary>
    [Fact]
    public void The_new_machine_of_a_surge_has_the_line_of_its_host()
    {
        FakeTimeProvider clock = new FakeTimeProvider();
        ResourceId id = new ResourceId("9");
        LiveModel model = new LiveModel(Samples.Plan() with { Changes = [Samples.Replaced], Surge = true }, clock);
        model.On(new HostCreating("db-2-next", "prod-db-2-next", "s", "nyc3"));
        clock.Advance(TimeSpan.FromSeconds(8));
        model.On(new HostReady("db-2-next", "prod-db-2-next", id, "203.0.113.7", null));
        TextOf(model).Should().Contain("+ db-2  ready").And.NotContain("next").And.Contain("1 of 2 done");
        clock.Advance(TimeSpan.FromSeconds(20));
        model.On(new HostUpdating("db-2-next", "prod-db-2-next", id));
        TextOf(model).Should().Contain("+ db-2  renaming").And.Contain("0 of 2 done");
        model.On(new HostUpdated("db-2-next", "prod-db-2", id));
        TextOf(model).Should().Contain("+ db-2  ready").And.Contain("203.0.113.7").And.Contain("1 of 2 done");
        model.TimeOf(new HostOutcome("db-2", "prod-db-2", OutcomeKind.Created, id)).Should().Be(TimeSpan.FromSeconds(8));
    }

    /// <summary>spec/cli/output.md, 3: monotonic from the first line.</summary>
    [Fact]
    public void Each_line_has_the_time_since_the_start()
    {
        FakeTimeProvider clock = new FakeTimeProvider();
        using StringWriter output = new StringWriter();
        clock.Advance(TimeSpan.FromHours(1));
        InfraEventJsonWriter writer = new InfraEventJsonWriter(output, clock);
        clock.Advance(TimeSpan.FromSeconds(1));
        writer.Start("up", Samples.Plan());
        clock.Advance(TimeSpan.FromMilliseconds(1500.9));
        writer.Write(Creating);
        clock.Advance(TimeSpan.FromSeconds(60));
        writer.Summary(new ApplyReport([]), 0);
        output.ToString().TrimEnd().Split('\n').Select(l => JsonElement.Parse(l).GetProperty("elapsed_ms").GetInt64()).Should()
            .Equal(0, 1500, 61500);
    }

    private static InfraEvent Sample(string type)
    {
        ConstructorInfo constructor = typeof(InfraEvent).Assembly.GetType($"Stagecraft.Events.{type}")!.GetConstructors().Single();
        return (InfraEvent)constructor.Invoke([.. constructor.GetParameters().Select(ValueOf)]);
    }

    private static object ValueOf(ParameterInfo parameter) =>
        (parameter.Name, Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType) switch
        {
            ("Name", _) => "app-2",
            ("MachineName", _) => "prod-app-2",
            (_, Type t) when t == typeof(string) => $"text with {Secret}",
            (_, Type t) when t == typeof(ResourceId) => new ResourceId("2001"),
            (_, Type t) when t == typeof(TimeSpan) => TimeSpan.FromSeconds(1),
            (_, Type t) when t == typeof(int) => 7,
            (_, Type t) when t.IsEnum => Enum.GetValues(t).GetValue(0)!,
            _ => throw new InvalidOperationException($"no sample for {parameter}"),
        };

    private static IEnumerable<PropertyInfo> Members(InfraEvent happened) =>
        happened.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).DistinctBy(p => p.Name);

    private static string JsonNameOf(PropertyInfo member) =>
        member.PropertyType == typeof(TimeSpan) ? "wait_seconds" : JsonNamingPolicy.SnakeCaseLower.ConvertName(member.Name);

    private static IEnumerable<string> JsonMembers(InfraEvent happened)
    {
        using StringWriter output = new StringWriter(CultureInfo.InvariantCulture);
        new InfraEventJsonWriter(output, TimeProvider.System).Write(happened);
        return output.ToString().Length == 0 ? [] : [.. JsonElement.Parse(output.ToString()).EnumerateObject().Select(p => p.Name)];
    }

    private static IEnumerable<string> FreeTextOf(InfraEvent happened) =>
        Members(happened)
            .Where(p => p.Name is "Message" or "Reason" || (p.Name == "Status" && happened is ResourceWaiting))
            .Select(p => p.GetValue(happened)).OfType<string>();

    private static SecretReader Secrets()
    {
        SecretReader secrets = new SecretReader(_ => Secret);
        secrets.Read("DO_TOKEN");
        return secrets;
    }

    private static string TextOf(InfraEvent happened)
    {
        using StringWriter output = new StringWriter(CultureInfo.InvariantCulture);
        EventText.Write(new TextOutput(output, color: false), happened, "droplet");
        return output.ToString();
    }

    private static string TextOf(LiveModel model)
    {
        using StringWriter output = new StringWriter(CultureInfo.InvariantCulture);
        TextOutput text = new TextOutput(output, color: false);
        foreach (Segment[] line in LiveLines.Of(model.Snapshot(), "up prod", null, 80, 24))
        {
            text.Line(line);
        }

        return output.ToString();
    }
}
