using Microsoft.Extensions.Time.Testing;
using Stagecraft.Events;
using Stagecraft.Plans;

namespace Stagecraft.Tests.Json;

/// <summary>spec/cli/output.md, section 3.</summary>
public sealed class InfraEventJsonWriterTests
{
    public static TheoryData<InfraEvent, string> Events { get; } = new()
    {
        { new HostCreating("a", "prod-a", "s", "r"),
            """
            {"type":"host_creating","sequence":1,"elapsed_ms":0,"name":"a","machine_name":"prod-a","id":null,"size":"s","region":"r"}
            """ },
        { new HostWaiting("a", "prod-a", new("1"), "new"),
            """
            {"type":"host_waiting","sequence":1,"elapsed_ms":0,"name":"a","machine_name":"prod-a","id":"1","status":"new"}
            """ },
        {
            new HostReady("a", "prod-a", new("1"), "203.0.113.1", null),
                """
                {"type":"host_ready","sequence":1,"elapsed_ms":0,"name":"a","machine_name":"prod-a","id":"1","public_ipv4":"203.0.113.1","private_ipv4":null}
                """
        },
        { new HostSnapshot("a", "prod-a", new("1"), "prod-a-1", SnapshotState.Complete),
            """
            {"type":"host_snapshot","sequence":1,"elapsed_ms":0,"name":"a","machine_name":"prod-a","id":"1","snapshot":"prod-a-1","state":"complete"}
            """ },
        {
            new HostDeleting(null, "prod-", new("1"), DeleteReason.Down),
            """{"type":"host_deleting","sequence":1,"elapsed_ms":0,"name":null,"machine_name":"prod-","id":"1","reason":"down"}"""
        },
        {
            new HostDeleteDelayed("a", "prod-a", new("1"), "pending"),
            """{"type":"host_delete_delayed","sequence":1,"elapsed_ms":0,"name":"a","machine_name":"prod-a","id":"1","message":"pending"}"""
        },
        {
            new HostDeleted("a", "prod-a", new("1"), DeleteReason.Undeclared),
            """{"type":"host_deleted","sequence":1,"elapsed_ms":0,"name":"a","machine_name":"prod-a","id":"1","reason":"undeclared"}"""
        },
        {
            new HostFailed("a", "prod-a", null, "api_error", "two\nlines"),
                """
                {"type":"host_failed","sequence":1,"elapsed_ms":0,"name":"a","machine_name":"prod-a","id":null,"code":"api_error","message":"two\nlines"}
                """
        },
        { new HostSkipped("a", "prod-a", "why"),
            """
            {"type":"host_skipped","sequence":1,"elapsed_ms":0,"name":"a","machine_name":"prod-a","id":null,"reason":"why"}
            """ },
        {
            new RetryScheduled("GET", "/v2/droplets", 2, 429, TimeSpan.FromSeconds(1.25)),
                """
                {"type":"retry","sequence":1,"elapsed_ms":0,"method":"GET","path":"/v2/droplets","attempt":2,"status":429,"wait_seconds":1.25}
                """
        },
        {
            new RetryScheduled("GET", "/v2/droplets", 1, null, TimeSpan.FromTicks(1_234_567)),
                """
                {"type":"retry","sequence":1,"elapsed_ms":0,"method":"GET","path":"/v2/droplets","attempt":1,"status":null,"wait_seconds":0.123}
                """
        },
        {
            new HostCreateIndeterminate("app-1", "staging-app-1", "no answer"),
                """
                {"type":"host_create_indeterminate","sequence":1,"elapsed_ms":0,"name":"app-1","machine_name":"staging-app-1","id":null,"message":"no answer"}
                """
        },
        { new HostUpdating("a", "prod-a", new("1")),
            """
            {"type":"host_updating","sequence":1,"elapsed_ms":0,"name":"a","machine_name":"prod-a","id":"1"}
            """ },
        { new HostUpdated("a", "prod-a", new("1")),
            """
            {"type":"host_updated","sequence":1,"elapsed_ms":0,"name":"a","machine_name":"prod-a","id":"1"}
            """ },
        { new HostProbing("a", "prod-a", new("1"), "ssh"),
            """
            {"type":"host_probing","sequence":1,"elapsed_ms":0,"name":"a","machine_name":"prod-a","id":"1","wait":"ssh"}
            """ },
        { new HostReachable("a", "prod-a", new("1"), "cloud-init"),
            """
            {"type":"host_reachable","sequence":1,"elapsed_ms":0,"name":"a","machine_name":"prod-a","id":"1","wait":"cloud-init"}
            """ },
        { new ResourceStarted("firewall", "web", "stagecraft.prod.web", null, ResourceActions.Create),
            """
            {"type":"resource_started","sequence":1,"elapsed_ms":0,"kind":"firewall","name":"web","cloud_name":"stagecraft.prod.web","id":null,"action":"create"}
            """ },
        { new ResourceWaiting("load_balancer", "web", "stagecraft.prod.web", new("1"), "new"),
            """
            {"type":"resource_waiting","sequence":1,"elapsed_ms":0,"kind":"load_balancer","name":"web","cloud_name":"stagecraft.prod.web","id":"1","status":"new"}
            """ },
        { new ResourceCompleted("volume", "db-1-data", "prod-db-1-data", new("1"), ResourceActions.Update),
            """
            {"type":"resource_completed","sequence":1,"elapsed_ms":0,"kind":"volume","name":"db-1-data","cloud_name":"prod-db-1-data","id":"1","action":"update"}
            """ },
        { new ResourceFailed("alert", "busy", "stagecraft.prod.busy", null, "resource_failed", "why"),
            """
            {"type":"resource_failed","sequence":1,"elapsed_ms":0,"kind":"alert","name":"busy","cloud_name":"stagecraft.prod.busy","id":null,"code":"resource_failed","message":"why"}
            """ },
        { new ResourceSkipped("firewall", null, "stagecraft.prod.web", new("1"), "why"),
            """
            {"type":"resource_skipped","sequence":1,"elapsed_ms":0,"kind":"firewall","name":null,"cloud_name":"stagecraft.prod.web","id":"1","reason":"why"}
            """ },
        { new SettleWait(TimeSpan.FromSeconds(6.5)), """{"type":"settle_wait","sequence":1,"elapsed_ms":0,"wait_seconds":6.5}""" },
        { new RateLimitWait(TimeSpan.FromMinutes(1), "hour"),
            """
            {"type":"rate_wait","sequence":1,"elapsed_ms":0,"wait_seconds":60,"limit":"hour"}
            """ },
    };

    [Theory]
    [MemberData(nameof(Events), DisableDiscoveryEnumeration = true)]
    public void Every_kind_has_its_keys_in_order(InfraEvent happened, string line)
    {
        using StringWriter output = new StringWriter { NewLine = "\r\n" };
        new InfraEventJsonWriter(output, new FakeTimeProvider()).Write(happened);
        output.ToString().Should().Be(line + "\n");
    }

    [Fact]
    public void Every_kind_of_event_is_tested() => typeof(InfraEvent).Assembly.GetTypes()
        .Where(t => t.IsSubclassOf(typeof(InfraEvent)) && !t.IsAbstract)
        .Should().BeEquivalentTo(Events.Select(row => row.Data.Item1.GetType()).Distinct());

    [Fact]
    public void A_machine_event_has_one_id()
    {
        HostWaiting waiting = new HostWaiting("a", "prod-a", new("1"), "new");
        HostEvent changed = waiting with { Id = new("2") };
        changed.Id.Should().Be(new ResourceId("2"));
        changed.Should().NotBe(waiting);
        waiting.ToString().Should().Be("HostWaiting { Name = a, MachineName = prod-a, Id = 1, Status = new }");
    }

    [Fact]
    public void Lines_are_numbered_and_flushed_and_unknown_kinds_take_no_number()
    {
        using CountingWriter output = new CountingWriter();
        InfraEventJsonWriter writer = new InfraEventJsonWriter(output, new FakeTimeProvider());
        writer.Start("up", Plan());
        writer.Write(new News());
        writer.Write(new HostSkipped("a", "prod-a", "why"));
        writer.Summary(
            new ApplyReport(
            [
                new HostOutcome("a", "prod-a", OutcomeKind.Kept, new("7")) { Ready = "ssh", Role = "r", Size = "s", Region = "g" },
                new HostOutcome(null, "prod-", OutcomeKind.Unknown, Code: "api_error"),
            ])
            {
                Resources = [new("firewall", "web", "stagecraft.prod.web", new("5"), OutcomeKind.Failed, "resource_failed", "why")],
            },
            10,
            h => h.Name is null ? null : TimeSpan.FromMilliseconds(1500.9));
        output.ToString().Should().Be(
            """
            {"type":"start","sequence":1,"elapsed_ms":0,"format_version":"1.0","command":"up","provider":"p","project":null,"environment":"prod","to_create":0,"to_delete":0,"to_update":0}
            {"type":"host_skipped","sequence":2,"elapsed_ms":0,"name":"a","machine_name":"prod-a","id":null,"reason":"why"}
            {"type":"summary","sequence":3,"elapsed_ms":0,"created":0,"deleted":0,"unchanged":0,"failed":0,"skipped":0,"kept":1,"unknown":1,"updated":0,"exit_code":10,"hosts":[{"name":"a","outcome":"kept","id":"7","public_ipv4":null,"private_ipv4":null,"code":null,"ready":"ssh","role":"r","size":"s","region":"g","snapshot":null,"duration_ms":1500},{"name":null,"outcome":"unknown","id":null,"public_ipv4":null,"private_ipv4":null,"code":"api_error","ready":null,"role":null,"size":null,"region":null,"snapshot":null,"duration_ms":null}],"resources":[{"kind":"firewall","name":"web","cloud_name":"stagecraft.prod.web","outcome":"failed","id":"5","code":"resource_failed","message":"why"}]}

            """.ReplaceLineEndings("\n"));
        output.Flushes.Should().Be(3);
    }

    [Fact]
    public void Every_outcome_is_counted() =>
        Enum.GetValues<OutcomeKind>().Select(JsonWord.Of).Should().OnlyHaveUniqueItems().And.HaveCount(8);

    private static InfraPlan Plan() => new()
    {
        Provider = "p",
        Project = null,
        Environment = "prod",
        Changes = [],
        Warnings = [],
        Cost = new PlanCost("USD", 0, 0),
        Fingerprint = new PlanFingerprint("", ""),
    };

    private sealed record News : InfraEvent;

    private sealed class CountingWriter : StringWriter
    {
        internal int Flushes { get; private set; }

        public override void Flush() => Flushes++;
    }
}
