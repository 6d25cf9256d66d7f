using System.Diagnostics;
using System.Diagnostics.Metrics;
using Stagecraft.DigitalOcean.Tests.Planning;
using Stagecraft.Engine.Telemetry;

namespace Stagecraft.DigitalOcean.Tests.Provider;

/// <summary>What can be observed of a run: spec digitalocean.md 13.</summary>
public sealed class TelemetryTests
{
    [Fact]
    public void A_run_has_spans_of_its_phases_and_one_span_per_attempt()
    {
        World world = new();
        world.Network.Choose = (_, number) => number == 3 ? Fault.Error500Before : Fault.None;

        Activity[] spans = Observed(() => world.Up());

        Activity plan = spans.Single(s => s.OperationName == "plan");
        Activity apply = spans.Single(s => s.OperationName == "apply");
        Activity converge = spans.Single(s => s.OperationName == "converge");
        spans.Single(s => s.OperationName == "prepare").ParentSpanId.Should().Be(apply.SpanId);
        converge.ParentSpanId.Should().Be(apply.SpanId);
        Activity[] requests = [.. spans.Where(s => s.Kind == ActivityKind.Client)];
        requests.Should().HaveCount(world.Network.Sent.Count);
        requests.Where(r => r.ParentSpanId == plan.SpanId).Should().HaveCount(12).And.OnlyContain(r => r.OperationName == "GET");
        Activity create = requests.First(r => r.OperationName == "POST");
        create.ParentSpanId.Should().Be(converge.SpanId);
        create.TagObjects.ToDictionary().Should().Contain("url.path", "/v2/droplets").And.Contain("http.response.status_code", 202)
            .And.Contain("server.address", "api.digitalocean.com").And.ContainKey("stagecraft.rate_limit.remaining");
        requests.Single(r => r.Status == ActivityStatusCode.Error).GetTagItem("error.type").Should().Be("500");
        spans.Should().NotContain(s => s.TagObjects.Any(t => t.Value!.ToString()!.Contains(World.Token)));
    }

    [Fact]
    public void A_run_that_fails_is_a_span_that_failed()
    {
        World world = new(o => o with { SshKeys = ["other"] });

        Activity[] spans = Observed(() => world.PlanFails());

        spans.Single(s => s.OperationName == "plan").Status.Should().Be(ActivityStatusCode.Error);
    }

    [Fact]
    public void Requests_retries_and_waits_are_counted()
    {
        // Other tests run at the same time and are counted, too: at least what this one does.
        Dictionary<string, double> sums = [];
        using MeterListener listener = new MeterListener
        {
            InstrumentPublished = (instrument, l) =>
            {
                if (instrument.Meter.Name == StagecraftTelemetry.MeterName)
                {
                    l.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => Add(instrument.Name, value));
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => Add(instrument.Name, value));
        listener.Start();
        World world = new();
        bool refused = false;
        world.Network.Choose = (request, _) =>
        {
            bool refuse = !refused && request.Method == HttpMethod.Post;
            refused |= refuse;
            return refuse ? Fault.TooMany : Fault.None;
        };

        world.Up();

        sums["stagecraft.requests"].Should().BeGreaterThanOrEqualTo(world.Network.Sent.Count);
        sums["stagecraft.retries"].Should().BeGreaterThanOrEqualTo(1);
        sums["stagecraft.rate_limit.wait"].Should().BeGreaterThan(0);

        void Add(string name, double value)
        {
            lock (sums)
            {
                sums[name] = sums.GetValueOrDefault(name) + value;
            }
        }
    }

    /// <summary>The spans below a span of this test, without those of other tests.</summary>
    private static Activity[] Observed(Action work)
    {
        List<Activity> stopped = [];
        using Activity root = new Activity("test");
        using ActivityListener listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == StagecraftTelemetry.ActivitySourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                lock (stopped)
                {
                    stopped.Add(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        root.Start();
        work();
        root.Stop();
        lock (stopped)
        {
            return [.. stopped.Where(a => a.TraceId == root.TraceId)];
        }
    }
}
